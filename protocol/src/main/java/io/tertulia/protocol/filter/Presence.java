package io.tertulia.protocol.filter;

/// Whether a custom value is there.
public record Presence(boolean exists) implements CustomFilter {}
