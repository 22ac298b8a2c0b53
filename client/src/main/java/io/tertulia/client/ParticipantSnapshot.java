package io.tertulia.client;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.Notify;
import java.time.Instant;

/// A participant of a conversation at one moment.
///
/// @param user who it is, as known now
/// @param notifications for which messages the participant is notified; no record may call it
///   "notify"
public record ParticipantSnapshot(
    UserSnapshot user, Access access, Notify notifications, Instant joinedAt) {}
