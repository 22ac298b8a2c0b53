package io.tertulia.client;

/// More than five others are typing.
public record ManyTyping() implements TypingSnapshot {}
