package io.tertulia.client;

/// How a subscription stands.
///
/// @param <S> its snapshots
public sealed interface SubscriptionState<S> permits Pending, Active, TerminalState {}
