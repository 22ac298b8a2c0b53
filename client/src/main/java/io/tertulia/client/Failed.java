package io.tertulia.client;

/// The subscription was ended by an error.
public record Failed(TalkException error) implements TerminalState {}
