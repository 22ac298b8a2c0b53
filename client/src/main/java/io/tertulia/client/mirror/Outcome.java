package io.tertulia.client.mirror;

/// What something heard did to a conversation.
public enum Outcome {
  /// It changed.
  APPLIED,
  /// It was known already, or is nothing to us; nothing changed.
  IGNORED,
  /// Something is missing before it; nothing changed. The conversation must be followed again.
  GAP,
  /// The viewer takes part no longer; the conversation is dropped.
  LEFT
}
