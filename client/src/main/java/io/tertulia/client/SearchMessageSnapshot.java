package io.tertulia.client;

/// A message that was found, and the conversation that it is in; both as they were then.
public record SearchMessageSnapshot(ConversationSnapshot conversation, MessageSnapshot message) {}
