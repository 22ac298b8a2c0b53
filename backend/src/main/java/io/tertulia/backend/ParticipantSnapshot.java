package io.tertulia.backend;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.Notify;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A participation at one moment. One with access [Access#NONE] is of a user whom the app keeps
/// out.
///
/// @param notifications for which messages the participant is notified; no record may call it
///   "notify"
/// @param isUnread whether there are unread messages or the user marked the conversation as unread;
///   false where it is not told
/// @param joinedAt null where it is not told, as in webhooks
/// @param readUntil what was sent until then is read; null where it is not told, as in webhooks
public record ParticipantSnapshot(
    String userId,
    Access access,
    Notify notifications,
    boolean isUnread,
    @Nullable Instant joinedAt,
    @Nullable Instant readUntil) {}
