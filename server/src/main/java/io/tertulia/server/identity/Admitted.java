package io.tertulia.server.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A user who proved to be the one, or did not have to.
///
/// @param endsAt when the proof is over; null for never
public record Admitted(Actor.UserActor actor, @Nullable Instant endsAt) {}
