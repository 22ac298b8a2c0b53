package io.tertulia.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A user at one moment, as everybody may know them.
///
/// @param custom the application's own values
/// @param locale IETF language tag; null means the app's
/// @param photoUrl null when there is none
/// @param role `"default"` when none was set
/// @param welcomeMessage null when there is none
public record UserSnapshot(
    String id,
    String name,
    Map<String, String> custom,
    @Nullable String locale,
    @Nullable String photoUrl,
    String role,
    @Nullable String welcomeMessage) {
  public UserSnapshot {
    custom = Collections.unmodifiableMap(new LinkedHashMap<>(custom));
  }
}
