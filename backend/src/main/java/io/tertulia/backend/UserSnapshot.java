package io.tertulia.backend;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A user at one moment, with what only the app may know.
///
/// @param email addresses; empty when there are none
/// @param phone telephone numbers; empty when there are none
/// @param photoUrl null when there is none
/// @param welcomeMessage null when there is none
/// @param availabilityText null when there is none
/// @param locale IETF language tag; null means the app's
/// @param role `"default"` when none was set
/// @param custom the application's own values
/// @param pushTokens devices, each as `fcm:…` or `apns:…`
public record UserSnapshot(
    String id,
    String name,
    List<String> email,
    List<String> phone,
    @Nullable String photoUrl,
    @Nullable String welcomeMessage,
    @Nullable String availabilityText,
    @Nullable String locale,
    String role,
    Map<String, String> custom,
    Set<String> pushTokens,
    Instant createdAt) {
  public UserSnapshot {
    email = List.copyOf(email);
    phone = List.copyOf(phone);
    custom = Collections.unmodifiableMap(new LinkedHashMap<>(custom));
    pushTokens = Set.copyOf(pushTokens);
  }
}
