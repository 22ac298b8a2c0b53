package io.tertulia.backend;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.MessageOrigin;
import io.tertulia.protocol.MessageType;
import io.tertulia.protocol.Notify;
import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.protocol.fact.NotifyJson;
import io.tertulia.protocol.json.Fields;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Snapshots read from the server's JSON. What is not there is empty, where that can be said.
///
/// All methods throw [IllegalArgumentException] when something is not as it should be.
final class Snapshots {
  private Snapshots() {}

  static UserSnapshot user(Fields in) {
    return new UserSnapshot(
        in.text("id"),
        in.text("name"),
        in.texts("email"),
        in.texts("phone"),
        in.textOrNull("photoUrl"),
        in.textOrNull("welcomeMessage"),
        in.textOrNull("availabilityText"),
        in.textOrNull("locale"),
        in.textOr("role", "default"),
        in.textMap("custom"),
        in.map("pushTokens", (json, path) -> json).keySet(),
        instant(in, "createdAt"));
  }

  static ConversationSnapshot conversation(Fields in) {
    return new ConversationSnapshot(
        in.text("id"),
        in.textOrNull("subject"),
        in.textOrNull("photoUrl"),
        in.texts("welcomeMessages"),
        in.textMap("custom"),
        participants(in),
        orNull(in, "lastMessage", Snapshots::message),
        instant(in, "createdAt"),
        instantOrNull(in, "everyoneReadUntil"));
  }

  static UserConversationSnapshot userConversation(Fields in) {
    return new UserConversationSnapshot(
        conversation(in), in.countOr("unreadMessageCount", 0), in.flag("isUnread"));
  }

  static MessageSnapshot message(Fields in) {
    String text = in.textOrNull("text");
    List<ContentBlock> content = content(in, text);
    return new MessageSnapshot(
        in.text("id"),
        in.text("conversationId"),
        MessageType.parse(in.text("type")),
        in.textOrNull("senderId"),
        text,
        !content.isEmpty() && content.getFirst() instanceof TextBlock block
            ? block.toPlaintext()
            : "",
        content,
        in.textMap("custom"),
        in.textOrNull("referencedMessageId"),
        in.texts("readBy"),
        reactions(in),
        MessageOrigin.parse(in.textOr("origin", "")),
        instant(in, "createdAt"),
        instantOrNull(in, "editedAt"));
  }

  /// The object under that name; null when there is none.
  static <T> @Nullable T orNull(Fields in, String name, Function<Fields, T> read) {
    Fields object = in.objectOrNull(name);
    return object == null ? null : read.apply(object);
  }

  static Instant instant(Fields in, String name) {
    return Instant.ofEpochMilli(in.integer(name));
  }

  static @Nullable Instant instantOrNull(Fields in, String name) {
    Long millis = in.integerOrNull(name);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  private static Map<String, ParticipantSnapshot> participants(Fields in) {
    Map<String, ParticipantSnapshot> participants = new LinkedHashMap<>();
    in.map("participants", Fields::of)
        .forEach((userId, fields) -> participants.put(userId, participant(userId, fields)));
    return participants;
  }

  private static ParticipantSnapshot participant(String userId, Fields in) {
    return new ParticipantSnapshot(
        userId,
        Access.parse(in.textOr("access", Access.READ_WRITE.wire())),
        NotifyJson.read(in, "notify", Notify.ALL),
        in.flag("isUnread"),
        instantOrNull(in, "joinedAt"),
        instantOrNull(in, "readUntil"));
  }

  private static List<ContentBlock> content(Fields in, @Nullable String text) {
    List<ContentBlock> blocks = in.list("content", ContentBlock::read);
    return blocks.isEmpty() && text != null ? List.of(TextBlock.parse(text)) : blocks;
  }

  private static Map<String, List<String>> reactions(Fields in) {
    Map<String, List<String>> reactions = new LinkedHashMap<>();
    Fields byEmoji = in.objectOrNull("reactions");
    if (byEmoji != null) {
      byEmoji
          .json()
          .members()
          .keySet()
          .forEach(emoji -> reactions.put(emoji, byEmoji.texts(emoji)));
    }
    return reactions;
  }
}
