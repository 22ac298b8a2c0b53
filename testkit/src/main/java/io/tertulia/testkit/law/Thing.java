package io.tertulia.testkit.law;

/// What a device can do something about.
sealed interface Thing {
  /// Somebody.
  record User(String id) implements Thing {}

  /// A conversation, as the device's person takes part in it.
  record Conversation(String id) implements Thing {}

  /// Somebody's part in a conversation.
  record Participant(String conversation, String userId) implements Thing {}

  /// A message, there or not.
  record Message(String conversation, String id) implements Thing {}

  /// The reactions to a message with one emoji.
  record Reactions(String conversation, String messageId, String emoji) implements Thing {}
}
