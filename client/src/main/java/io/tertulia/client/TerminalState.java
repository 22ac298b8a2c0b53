package io.tertulia.client;

/// The end of a subscription. Has no snapshots, so it is a state of subscriptions of every kind.
@SuppressWarnings("rawtypes")
public sealed interface TerminalState extends SubscriptionState permits Unsubscribed, Failed {}
