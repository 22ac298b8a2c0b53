package io.tertulia.server.record;

/// A conversation in the list of one user's conversations.
///
/// @param unread how many messages of others, or of the system, the user has not read
/// @param isUnread whether there are such messages or the user marked it as unread
public record UserConversation(ConversationRecord conversation, int unread, boolean isUnread) {}
