package io.tertulia.testkit.law;

import io.tertulia.client.ConversationSnapshot;
import io.tertulia.client.FewTyping;
import io.tertulia.client.ManyTyping;
import io.tertulia.client.MessageSnapshot;
import io.tertulia.client.ParticipantSnapshot;
import io.tertulia.client.ReactionsSummarySnapshot;
import io.tertulia.client.ReferencedMessageSnapshot;
import io.tertulia.client.SingleReactionSnapshot;
import io.tertulia.client.TypingSnapshot;
import io.tertulia.client.UserOnlineSnapshot;
import io.tertulia.client.UserSnapshot;
import io.tertulia.protocol.Access;
import io.tertulia.protocol.MessageOrigin;
import io.tertulia.protocol.MessageType;
import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A snapshot of the browser client, as the SDK would show it.
final class Drawing {
  private Drawing() {}

  static Object read(Sight.Kind kind, Json json) {
    Fields drawn = Fields.of(json, "");
    return switch (kind) {
      case USER -> user(drawn);
      case ONLINE -> new UserOnlineSnapshot(user(drawn.object("user")), drawn.flag("isConnected"));
      case CONVERSATION, CONVERSATIONS -> conversation(drawn);
      case PARTICIPANT, PARTICIPANTS -> participant(drawn);
      case TYPING -> typing(drawn);
      case MESSAGES -> message(drawn);
      case REACTIONS ->
          new SingleReactionSnapshot(user(drawn.object("user")), at(drawn, "createdAt"));
    };
  }

  private static UserSnapshot user(Fields drawn) {
    drawn.only(List.of("id", "name", "custom", "locale", "photoUrl", "role", "welcomeMessage"));
    return new UserSnapshot(
        drawn.text("id"),
        drawn.text("name"),
        drawn.textMap("custom"),
        drawn.textOrNull("locale"),
        drawn.textOrNull("photoUrl"),
        drawn.text("role"),
        drawn.textOrNull("welcomeMessage"));
  }

  private static TypingSnapshot typing(Fields drawn) {
    return drawn.flag("many")
        ? new ManyTyping()
        : new FewTyping(drawn.objects("users", Drawing::user));
  }

  private static ParticipantSnapshot participant(Fields drawn) {
    return new ParticipantSnapshot(
        user(drawn.object("user")),
        Access.parse(drawn.text("access")),
        Params.choice(drawn.value("notify")),
        at(drawn, "joinedAt"));
  }

  private static ConversationSnapshot conversation(Fields drawn) {
    Fields last = drawn.objectOrNull("lastMessage");
    return new ConversationSnapshot(
        drawn.text("id"),
        drawn.textOrNull("subject"),
        drawn.textOrNull("photoUrl"),
        drawn.texts("welcomeMessages"),
        drawn.textMap("custom"),
        at(drawn, "createdAt"),
        at(drawn, "joinedAt"),
        last == null ? null : message(last),
        drawn.count("unreadMessageCount"),
        at(drawn, "readUntil"),
        at(drawn, "everyoneReadUntil"),
        drawn.flag("isUnread"),
        Access.parse(drawn.text("access")),
        Params.choice(drawn.value("notify")));
  }

  private static MessageSnapshot message(Fields drawn) {
    Fields sender = drawn.objectOrNull("sender");
    Fields referenced = drawn.objectOrNull("referencedMessage");
    return new MessageSnapshot(
        drawn.text("id"),
        MessageType.parse(drawn.text("type")),
        sender == null ? null : user(sender),
        drawn.textMap("custom"),
        at(drawn, "createdAt"),
        atOrNull(drawn, "editedAt"),
        referenced == null ? null : referenced(referenced),
        MessageOrigin.parse(drawn.text("origin")),
        drawn.text("plaintext"),
        drawn.list("content", ContentBlock::read),
        drawn.objects("reactions", Drawing::reactions));
  }

  private static ReferencedMessageSnapshot referenced(Fields drawn) {
    return new ReferencedMessageSnapshot(
        drawn.text("id"),
        MessageType.parse(drawn.text("type")),
        user(drawn.object("sender")),
        drawn.textMap("custom"),
        at(drawn, "createdAt"),
        atOrNull(drawn, "editedAt"),
        drawn.textOrNull("referencedMessageId"),
        MessageOrigin.parse(drawn.text("origin")),
        drawn.text("plaintext"),
        drawn.list("content", ContentBlock::read),
        drawn.objects("reactions", Drawing::reactions));
  }

  private static ReactionsSummarySnapshot reactions(Fields drawn) {
    return new ReactionsSummarySnapshot(
        drawn.text("emoji"), drawn.count("count"), drawn.flag("currentUserReacted"));
  }

  private static Instant at(Fields drawn, String name) {
    return Instant.ofEpochMilli(drawn.integer(name));
  }

  private static @Nullable Instant atOrNull(Fields drawn, String name) {
    Long millis = drawn.integerOrNull(name);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
