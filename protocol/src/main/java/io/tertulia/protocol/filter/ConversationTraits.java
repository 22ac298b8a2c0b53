package io.tertulia.protocol.filter;

import io.tertulia.protocol.Access;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What filters look at in a conversation, as one participant sees it.
///
/// @param access what the participant may do
/// @param custom the conversation's own values, not copied
/// @param isUnread whether there are unread messages or the participant marked it as unread
/// @param subject null when there is none
/// @param lastActivityAt what lists are ordered by, milliseconds since 1970: the time of the last
///   message, or when the participant joined if that is later
/// @param createdAt milliseconds since 1970
/// @param joinedAt when the participant joined, milliseconds since 1970
public record ConversationTraits(
    Access access,
    Map<String, String> custom,
    boolean isUnread,
    @Nullable String subject,
    long lastActivityAt,
    long createdAt,
    boolean hasMessages,
    long joinedAt) {}
