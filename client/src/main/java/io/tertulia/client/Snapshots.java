package io.tertulia.client;

import io.tertulia.client.mirror.ConversationMirror;
import io.tertulia.protocol.MessageType;
import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.protocol.fact.ConversationFact;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.ParticipantFact;
import io.tertulia.protocol.fact.ReactionFact;
import io.tertulia.protocol.fact.ReadMark;
import io.tertulia.protocol.fact.UserFact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Facts as snapshots.
final class Snapshots {
  private Snapshots() {}

  static UserSnapshot user(UserFact fact) {
    return new UserSnapshot(
        fact.id(),
        fact.name(),
        fact.custom(),
        fact.locale(),
        fact.photoUrl(),
        fact.role(),
        fact.welcomeMessage());
  }

  /// Somebody of whom only the id is known.
  static UserSnapshot stranger(String id) {
    return new UserSnapshot(id, id, Map.of(), null, null, "default", null);
  }

  static ParticipantSnapshot participant(ParticipantFact fact, UserSnapshot user) {
    return new ParticipantSnapshot(
        user, fact.access(), fact.notifications(), Instant.ofEpochMilli(fact.joinedAt()));
  }

  /// @param content of the message, as it is shown
  /// @param own the emoji with which the viewer reacted
  static MessageSnapshot message(
      MessageFact fact,
      List<ContentBlock> content,
      Set<String> own,
      @Nullable UserSnapshot sender,
      @Nullable ReferencedMessageSnapshot reference) {
    return new MessageSnapshot(
        fact.id(),
        fact.type(),
        sender,
        fact.custom(),
        Instant.ofEpochMilli(fact.createdAt()),
        instant(fact.editedAt()),
        reference,
        fact.origin(),
        plaintext(content),
        content,
        reactions(fact, own));
  }

  /// @param content of the message, as it is shown
  /// @param own the emoji with which the viewer reacted
  static ReferencedMessageSnapshot reference(
      MessageFact fact, List<ContentBlock> content, Set<String> own, UserSnapshot sender) {
    return new ReferencedMessageSnapshot(
        fact.id(),
        MessageType.USER_MESSAGE,
        sender,
        fact.custom(),
        Instant.ofEpochMilli(fact.createdAt()),
        instant(fact.editedAt()),
        fact.referencedMessageId(),
        fact.origin(),
        plaintext(content),
        content,
        reactions(fact, own));
  }

  static SingleReactionSnapshot reaction(ReactionFact fact, UserSnapshot user) {
    return new SingleReactionSnapshot(user, Instant.ofEpochMilli(fact.createdAt()));
  }

  static ConversationSnapshot conversation(
      ConversationMirror mirror, @Nullable MessageSnapshot last) {
    ConversationFact fact = mirror.conversation();
    ParticipantFact own = mirror.own();
    ReadMark mark = mirror.mark();
    return new ConversationSnapshot(
        fact.id(),
        fact.subject(),
        fact.photoUrl(),
        fact.welcomeMessages(),
        fact.custom(),
        Instant.ofEpochMilli(fact.createdAt()),
        Instant.ofEpochMilli(own.joinedAt()),
        last,
        mark.unread(),
        Instant.ofEpochMilli(mark.readUntil()),
        Instant.ofEpochMilli(mirror.tally().everyoneReadUntil()),
        mark.markedUnread() || mark.unread() > 0,
        own.access(),
        own.notifications());
  }

  private static List<ReactionsSummarySnapshot> reactions(MessageFact fact, Set<String> own) {
    return fact.reactions().stream()
        .map(c -> new ReactionsSummarySnapshot(c.emoji(), c.count(), own.contains(c.emoji())))
        .toList();
  }

  static String plaintext(List<ContentBlock> content) {
    return content.stream()
        .filter(TextBlock.class::isInstance)
        .map(block -> ((TextBlock) block).toPlaintext())
        .collect(Collectors.joining("\n"));
  }

  private static @Nullable Instant instant(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
