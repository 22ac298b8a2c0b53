package io.tertulia.server.gate;

/// A text that a client sent, of which so many frames were read.
final class Heard {
  private final byte[] text;
  private final int from;

  Heard(byte[] text, int from) {
    this.text = text;
    this.from = from;
  }

  byte[] text() {
    return text;
  }

  int from() {
    return from;
  }
}
