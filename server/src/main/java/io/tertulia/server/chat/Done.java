package io.tertulia.server.chat;

import org.jspecify.annotations.Nullable;

/// That a command was carried out.
///
/// @param messageId of the message that was sent; null for other commands
/// @param createdAt of the message that was sent, milliseconds since 1970; null for other commands
/// @param messagesKnown how many messages of history were there already
public record Done(@Nullable String messageId, @Nullable Long createdAt, int messagesKnown) {
  /// Carried out, and nothing to say about it.
  public static final Done NOTHING = new Done(null, null, 0);

  /// A message was sent.
  Done(String messageId, long createdAt) {
    this(messageId, createdAt, 0);
  }
}
