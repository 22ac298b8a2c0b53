package io.tertulia.cli.chat;

import io.tertulia.client.MessageSnapshot;
import java.util.List;

/// What a reader of a conversation is told. Lists are oldest first.
sealed interface Happening {
  /// What was there when the reader came.
  ///
  /// @param all whether nothing is older
  record Begun(List<MessageSnapshot> messages, boolean all) implements Happening {
    public Begun {
      messages = List.copyOf(messages);
    }
  }

  /// Older messages were loaded; possibly none.
  ///
  /// @param all whether nothing is older still
  record Older(List<MessageSnapshot> messages, boolean all) implements Happening {
    public Older {
      messages = List.copyOf(messages);
    }
  }

  /// A new message.
  record Said(MessageSnapshot message) implements Happening {}

  /// A message was changed.
  record Edited(MessageSnapshot before, MessageSnapshot after) implements Happening {}

  /// Somebody reacted to a message, or took that back.
  record Reacted(MessageSnapshot message) implements Happening {}

  /// A message was deleted.
  record Deleted(MessageSnapshot message) implements Happening {}

  /// The reader takes no part any more.
  record Outside() implements Happening {}
}
