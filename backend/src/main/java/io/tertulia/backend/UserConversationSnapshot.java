package io.tertulia.backend;

/// A conversation in the list of one user at one moment.
///
/// @param unreadMessageCount how many messages of others, or of the system, the user has not read
/// @param isUnread whether there are such, or the user marked the conversation as unread
public record UserConversationSnapshot(
    ConversationSnapshot conversation, int unreadMessageCount, boolean isUnread) {}
