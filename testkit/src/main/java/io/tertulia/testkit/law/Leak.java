package io.tertulia.testkit.law;

import io.tertulia.client.ConversationSnapshot;
import io.tertulia.client.MessageSnapshot;
import io.tertulia.client.ReferencedMessageSnapshot;
import io.tertulia.client.UserSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds what somebody must not see: an address that somebody else wrote.
final class Leak {
  /// What is written, and hidden from some.
  static final String ADDRESS = "joe@secret.test";

  private Leak() {}

  /// Says whether a snapshot, or a list of them, shows what is to be hidden from a viewer.
  static boolean in(@Nullable Object seen, String viewer) {
    return switch (seen) {
      case List<?> list -> list.stream().anyMatch(item -> in(item, viewer));
      case ConversationSnapshot conversation -> in(conversation.lastMessage(), viewer);
      case MessageSnapshot message ->
          shows(message.sender(), message.content().toString(), viewer)
              || in(message.referencedMessage(), viewer);
      case ReferencedMessageSnapshot message ->
          shows(message.sender(), message.content().toString(), viewer);
      case null, default -> false;
    };
  }

  private static boolean shows(@Nullable UserSnapshot sender, String text, String viewer) {
    return sender != null && !sender.id().equals(viewer) && text.contains(ADDRESS);
  }
}
