package io.tertulia.client;

import org.jspecify.annotations.Nullable;

/// A snapshot is there, and others will follow when something changes.
///
/// @param latestSnapshot null when what is looked at does not exist, or the user may not see it
/// @param loadedAll whether a list holds every item there is; true for what is no list, and with
///   null
/// @param <S> the snapshots
public record Active<S>(@Nullable S latestSnapshot, boolean loadedAll)
    implements SubscriptionState<S> {}
