package io.tertulia.client;

/// A message that was found, and the conversation that it is in; both as they were then.
///
/// @param conversation as the current user sees it
/// @param message a text message
public record SearchMessageSnapshot(ConversationSnapshot conversation, MessageSnapshot message) {}
