package io.tertulia.protocol.fact;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import org.jspecify.annotations.Nullable;

/// That a fact is no longer true.
public sealed interface Gone {

  /// A deleted message.
  ///
  /// @param senderId null for a system message
  /// @param createdAt milliseconds since 1970
  record MessageGone(String id, @Nullable String senderId, long createdAt) implements Gone {
    @Override
    public Json json() {
      return Json.object()
          .put("type", MessageFact.TYPE)
          .put("id", id)
          .put("senderId", senderId)
          .put("createdAt", createdAt)
          .build();
    }
  }

  /// A participant who left or was removed.
  record ParticipantGone(String userId) implements Gone {
    @Override
    public Json json() {
      return Json.object().put("type", ParticipantFact.TYPE).put("userId", userId).build();
    }
  }

  /// A reaction that was taken back. Those of a deleted message go with it, without a word.
  record ReactionGone(String messageId, String emoji, String userId) implements Gone {
    @Override
    public Json json() {
      return Json.object()
          .put("type", ReactionFact.TYPE)
          .put("messageId", messageId)
          .put("emoji", emoji)
          .put("userId", userId)
          .build();
    }
  }

  /// Something of a kind that a newer peer knows; kept as it came.
  record UnknownGone(Json.Obj json) implements Gone {}

  Json json();

  static Gone read(Json json, String path) {
    Fields fields = Fields.of(json, path);
    return switch (fields.text("type")) {
      case MessageFact.TYPE ->
          new MessageGone(
              fields.text("id"), fields.textOrNull("senderId"), fields.integer("createdAt"));
      case ParticipantFact.TYPE -> new ParticipantGone(fields.text("userId"));
      case ReactionFact.TYPE ->
          new ReactionGone(fields.text("messageId"), fields.text("emoji"), fields.text("userId"));
      default -> new UnknownGone(fields.json());
    };
  }
}
