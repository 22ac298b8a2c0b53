package io.tertulia.client;

import java.time.Instant;

/// That somebody reacted to a message.
///
/// @param user who, as known now
public record SingleReactionSnapshot(UserSnapshot user, Instant createdAt) {}
