package io.tertulia.protocol.content;

/// Plain text, on the wire a JSON string; may contain line breaks.
public record Text(String value) implements TextNode {}
