package io.tertulia.protocol.fact;

import io.tertulia.protocol.Notify;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;

/// [Notify] in JSON: `true`, `false` or `"MentionsOnly"`.
public final class NotifyJson {
  private static final String MENTIONS_ONLY = "MentionsOnly";

  private NotifyJson() {}

  /// The member's value, or what is given when it is missing.
  public static Notify read(Fields fields, String name, Notify otherwise) {
    Json value = fields.json().get(name);
    return value == null ? otherwise : read(value, fields.at(name));
  }

  /// The value of that JSON.
  ///
  /// @throws IllegalArgumentException when it is none of the three
  public static Notify read(Json value, String path) {
    if (value instanceof Json.Bool all) {
      return all.value() ? Notify.ALL : Notify.NONE;
    }
    if (value instanceof Json.Str text && text.value().equals(MENTIONS_ONLY)) {
      return Notify.MENTIONS_ONLY;
    }
    throw new IllegalArgumentException(
        path + ": " + value.toText() + " (expected: true, false or \"MentionsOnly\")");
  }

  public static Json write(Notify notify) {
    return switch (notify) {
      case ALL -> new Json.Bool(true);
      case NONE -> new Json.Bool(false);
      case MENTIONS_ONLY -> Json.of(MENTIONS_ONLY);
    };
  }
}
