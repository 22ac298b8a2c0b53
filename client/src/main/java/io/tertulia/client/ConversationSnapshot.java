package io.tertulia.client;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.Notify;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A conversation at one moment, as the current user sees it.
///
/// @param subject null when there is none
/// @param photoUrl null when there is none
/// @param welcomeMessages shown before all messages, but no messages
/// @param custom the application's own values
/// @param joinedAt when the current user joined
/// @param lastMessage the newest message; null when there is none
/// @param unreadMessageCount how many messages of others, or of the system, were sent after
///   `readUntil`
/// @param readUntil what was sent until then is read by the current user
/// @param everyoneReadUntil what was sent until then is read by every participant
/// @param isUnread whether there are unread messages or the user marked it as unread
/// @param access what the current user may do
/// @param notifications for which messages the current user is notified; no record may call it
///   "notify"
public record ConversationSnapshot(
    String id,
    @Nullable String subject,
    @Nullable String photoUrl,
    List<String> welcomeMessages,
    Map<String, String> custom,
    Instant createdAt,
    Instant joinedAt,
    @Nullable MessageSnapshot lastMessage,
    int unreadMessageCount,
    Instant readUntil,
    Instant everyoneReadUntil,
    boolean isUnread,
    Access access,
    Notify notifications) {
  public ConversationSnapshot {
    welcomeMessages = List.copyOf(welcomeMessages);
    custom = Collections.unmodifiableMap(new LinkedHashMap<>(custom));
  }
}
