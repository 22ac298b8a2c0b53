package io.tertulia.client;

/// The subscription was ended, by itself or with its session.
public record Unsubscribed() implements TerminalState {}
