package io.tertulia.server.gate.rest;

import io.tertulia.protocol.json.Json;
import java.util.Set;

/// What real clients of the API send although it is not quite right.
final class Quirks {
  private static final Set<String> MAPS =
      Set.of("custom", "pushTokens", "emailSettings", "smsSettings");

  private Quirks() {}

  /// PHP writes an empty map as `[]`; generated clients write content that nobody gave as `[]`.
  static Json maps(Json json) {
    if (!(json instanceof Json.Obj object)) {
      return json;
    }
    Json.Builder repaired = Json.object();
    object
        .members()
        .forEach((name, value) -> {
          boolean isEmptyArray = value instanceof Json.Arr array && array.items().isEmpty();
          if (!isEmptyArray || !name.equals("content")) {
            repaired.put(name, MAPS.contains(name) && isEmptyArray ? Json.object().build() : value);
          }
        });
    return repaired.build();
  }

  /// `configuration` is the former name of `role`.
  static Json role(Json.Obj user) {
    if (user.members().containsKey("role") || !user.members().containsKey("configuration")) {
      return user;
    }
    Json.Builder renamed = Json.object();
    user.members()
        .forEach((name, value) -> renamed.put(name.equals("configuration") ? "role" : name, value));
    return renamed.build();
  }
}
