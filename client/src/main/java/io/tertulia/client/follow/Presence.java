package io.tertulia.client.follow;

/// Whether the user takes part in a conversation.
public enum Presence {
  /// Nobody has said yet.
  UNKNOWN,
  /// No, or there is no such conversation.
  OUTSIDE,
  /// Yes; the mirror holds the conversation.
  INSIDE
}
