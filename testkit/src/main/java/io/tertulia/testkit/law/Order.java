package io.tertulia.testkit.law;

import io.tertulia.client.ConversationSnapshot;
import io.tertulia.client.MessageSnapshot;
import io.tertulia.client.ParticipantSnapshot;
import io.tertulia.client.SingleReactionSnapshot;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// In which order lists must be: newest first, but for reactions, and nothing twice.
final class Order {
  private Order() {}

  /// What is wrong with a snapshot; null when nothing is.
  static @Nullable String flaw(@Nullable Object snapshot) {
    if (!(snapshot instanceof List<?> items)) {
      return null;
    }
    Set<String> ids = new HashSet<>();
    Instant before = Instant.MAX;
    boolean oldestFirst = !items.isEmpty() && items.getFirst() instanceof SingleReactionSnapshot;
    for (Object item : oldestFirst ? items.reversed() : items) {
      if (!ids.add(id(item))) {
        return id(item) + " is there twice";
      }
      Instant time = time(item);
      if (time.isAfter(before) || (item instanceof MessageSnapshot && time.equals(before))) {
        return id(item) + " is not older than the one before";
      }
      before = time;
    }
    return null;
  }

  private static String id(Object item) {
    return switch (item) {
      case MessageSnapshot message -> message.id();
      case ParticipantSnapshot participant -> participant.user().id();
      case ConversationSnapshot conversation -> conversation.id();
      case SingleReactionSnapshot reaction -> reaction.user().id();
      default -> throw new IllegalArgumentException("item: " + item);
    };
  }

  private static Instant time(Object item) {
    return switch (item) {
      case MessageSnapshot message -> message.createdAt();
      case ParticipantSnapshot participant -> participant.joinedAt();
      case ConversationSnapshot conversation -> activity(conversation);
      case SingleReactionSnapshot reaction -> reaction.createdAt();
      default -> throw new IllegalArgumentException("item: " + item);
    };
  }

  private static Instant activity(ConversationSnapshot conversation) {
    MessageSnapshot last = conversation.lastMessage();
    return last == null || last.createdAt().isBefore(conversation.joinedAt())
        ? conversation.joinedAt()
        : last.createdAt();
  }
}
