package io.tertulia.protocol.command;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line of imported history. Times are milliseconds since 1970.
public sealed interface HistoryEntry {
  long at();

  /// A message; its author joins with it when not a participant.
  ///
  /// @param key names it inside the conversation
  /// @param userId null for a system message
  /// @param text with markup; may be blank, as history is what it is
  /// @param replyTo the key of the message that this one answers
  record Said(
      long at,
      String key,
      @Nullable String userId,
      String text,
      Map<String, String> custom,
      @Nullable String replyTo)
      implements HistoryEntry {
    public Said {
      custom = Collections.unmodifiableMap(new LinkedHashMap<>(custom));
    }
  }

  /// Somebody joined.
  record Joined(long at, String userId) implements HistoryEntry {}

  /// Somebody left.
  record Left(long at, String userId) implements HistoryEntry {}

  static HistoryEntry read(Json json, String path) {
    Fields fields = Fields.of(json, path);
    long at = fields.integer("at");
    return switch (fields.text("type")) {
      case "said" ->
          new Said(
              at,
              fields.text("key"),
              fields.textOrNull("userId"),
              fields.text("text"),
              fields.textMap("custom"),
              fields.textOrNull("replyTo"));
      case "joined" -> new Joined(at, fields.text("userId"));
      case "left" -> new Left(at, fields.text("userId"));
      default -> throw fields.bad("type", fields.text("type"), "said, joined or left");
    };
  }

  default Json json() {
    return switch (this) {
      case Said said ->
          Json.object()
              .put("type", "said")
              .put("at", at())
              .put("key", said.key())
              .put("userId", said.userId())
              .put("text", said.text())
              .putAll("custom", said.custom())
              .put("replyTo", said.replyTo())
              .build();
      case Joined joined ->
          Json.object()
              .put("type", "joined")
              .put("at", at())
              .put("userId", joined.userId())
              .build();
      case Left left ->
          Json.object().put("type", "left").put("at", at()).put("userId", left.userId()).build();
    };
  }
}
