package io.tertulia.client;

/// No snapshot has come yet.
///
/// @param <S> the snapshots
public record Pending<S>() implements SubscriptionState<S> {}
