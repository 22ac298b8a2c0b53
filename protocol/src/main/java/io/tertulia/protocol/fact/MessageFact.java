package io.tertulia.protocol.fact;

import io.tertulia.protocol.MessageOrigin;
import io.tertulia.protocol.MessageType;
import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.content.PrintedContent;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A message as it is now.
///
/// @param senderId null exactly when `type` is a system message
/// @param createdAt milliseconds since 1970, strictly increasing inside a conversation
/// @param editedAt milliseconds since 1970, null when never edited
/// @param referencedMessageId the message that this one answers; null when it answers none, or that
///   one was deleted
/// @param reactions how often each emoji was used, by its first use; whose they are, reactions tell
public record MessageFact(
    String id,
    long version,
    MessageType type,
    @Nullable String senderId,
    long createdAt,
    @Nullable Long editedAt,
    MessageOrigin origin,
    @Nullable String referencedMessageId,
    Map<String, String> custom,
    List<ContentBlock> content,
    List<ReactionCount> reactions)
    implements Fact {
  static final String TYPE = "message";

  public MessageFact {
    if ((senderId == null) != (type == MessageType.SYSTEM_MESSAGE)) {
      throw new IllegalArgumentException(
          "senderId: " + senderId + " (expected: one unless system)");
    }
    custom = Collections.unmodifiableMap(new LinkedHashMap<>(custom));
    content = content instanceof PrintedContent ? content : List.copyOf(content);
    reactions = List.copyOf(reactions);
  }

  /// The same message saying something else.
  public MessageFact withContent(List<ContentBlock> other) {
    return new MessageFact(
        id,
        version,
        type,
        senderId,
        createdAt,
        editedAt,
        origin,
        referencedMessageId,
        custom,
        other,
        reactions);
  }

  static MessageFact read(Fields fields, String path) {
    String sender = fields.textOrNull("senderId");
    return new MessageFact(
        fields.text("id"),
        fields.integer("version"),
        sender == null ? MessageType.SYSTEM_MESSAGE : MessageType.USER_MESSAGE,
        sender,
        fields.integer("createdAt"),
        fields.integerOrNull("editedAt"),
        MessageOrigin.parse(fields.textOr("origin", MessageOrigin.REST.wire())),
        fields.textOrNull("referencedMessageId"),
        fields.textMap("custom"),
        fields.list("content", ContentBlock::read),
        fields.list("reactions", ReactionCount::read));
  }

  @Override
  public Json json() {
    return Json.object()
        .put("type", TYPE)
        .put("id", id)
        .put("version", version)
        .put("senderId", senderId)
        .put("createdAt", createdAt)
        .put("editedAt", editedAt)
        .put("origin", origin == MessageOrigin.REST ? null : origin.wire())
        .put("referencedMessageId", referencedMessageId)
        .putAll("custom", custom)
        .put("content", content.isEmpty() ? null : PrintedContent.json(content))
        .putAll("reactions", reactions.stream().map(ReactionCount::json).toList())
        .build();
  }
}
