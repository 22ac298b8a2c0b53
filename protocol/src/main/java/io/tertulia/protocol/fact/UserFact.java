package io.tertulia.protocol.fact;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What everybody may know of a user. E-mail addresses, telephone numbers and push tokens are no
/// part of it.
///
/// @param version counts the user's changes, from 1
/// @param role picks permissions; `"default"` when none was set
/// @param locale IETF language tag; null means the app's
public record UserFact(
    String id,
    long version,
    String name,
    Map<String, String> custom,
    @Nullable String locale,
    @Nullable String photoUrl,
    String role,
    @Nullable String welcomeMessage)
    implements Fact {
  static final String TYPE = "user";
  private static final String DEFAULT_ROLE = "default";

  public UserFact {
    custom = Collections.unmodifiableMap(new LinkedHashMap<>(custom));
  }

  static UserFact read(Fields fields) {
    return new UserFact(
        fields.text("id"),
        fields.integer("version"),
        fields.text("name"),
        fields.textMap("custom"),
        fields.textOrNull("locale"),
        fields.textOrNull("photoUrl"),
        fields.textOr("role", DEFAULT_ROLE),
        fields.textOrNull("welcomeMessage"));
  }

  @Override
  public Json json() {
    return Json.object()
        .put("type", TYPE)
        .put("id", id)
        .put("version", version)
        .put("name", name)
        .putAll("custom", custom)
        .put("locale", locale)
        .put("photoUrl", photoUrl)
        .put("role", role.equals(DEFAULT_ROLE) ? null : role)
        .put("welcomeMessage", welcomeMessage)
        .build();
  }
}
