package io.tertulia.server.gate;

import io.tertulia.server.chat.Chat;
import io.tertulia.server.chat.Translations;
import io.tertulia.server.delivery.FollowLimits;
import io.tertulia.server.delivery.Hub;
import io.tertulia.server.delivery.Reads;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.identity.Admission;
import java.time.InstantSource;
import java.util.function.Function;

/// What the gate stands on.
///
/// @param reads how a user's follower reads
public record Below(
    Admission admission,
    Chat chat,
    Translations translations,
    Hub hub,
    Function<Actor.UserActor, Reads> reads,
    FollowLimits follows,
    InstantSource clock) {}
