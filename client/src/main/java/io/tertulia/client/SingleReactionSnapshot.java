package io.tertulia.client;

import java.time.Instant;

/// That somebody reacted to a message.
///
/// @param user who, as known now
/// @param createdAt when that was; later than that of everybody before with the same emoji
public record SingleReactionSnapshot(UserSnapshot user, Instant createdAt) {}
