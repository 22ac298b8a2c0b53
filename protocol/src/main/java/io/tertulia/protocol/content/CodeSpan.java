package io.tertulia.protocol.content;

/// Text shown as it is, in a fixed-width font; may contain line breaks.
public record CodeSpan(String text) implements TextNode {}
