package io.tertulia.protocol;

/// For which messages of a conversation a participant wants to be notified.
public enum Notify {
  /// Every message; the default. `true` in JSON.
  ALL,
  /// No message. `false` in JSON.
  NONE,
  /// Only messages that mention the participant. `"MentionsOnly"` in JSON.
  MENTIONS_ONLY
}
