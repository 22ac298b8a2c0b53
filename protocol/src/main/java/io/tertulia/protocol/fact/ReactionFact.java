package io.tertulia.protocol.fact;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;

/// That a user reacted to a message with an emoji. Ends with its message.
///
/// @param emoji a fully-qualified Unicode emoji, or the name of a custom one with both colons
/// @param createdAt milliseconds since 1970
public record ReactionFact(
    String messageId, String emoji, String userId, long version, long createdAt) implements Fact {
  static final String TYPE = "reaction";

  static ReactionFact read(Fields fields) {
    return new ReactionFact(
        fields.text("messageId"),
        fields.text("emoji"),
        fields.text("userId"),
        fields.integer("version"),
        fields.integer("createdAt"));
  }

  @Override
  public Json json() {
    return Json.object()
        .put("type", TYPE)
        .put("messageId", messageId)
        .put("emoji", emoji)
        .put("userId", userId)
        .put("version", version)
        .put("createdAt", createdAt)
        .build();
  }
}
