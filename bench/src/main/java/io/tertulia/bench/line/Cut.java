package io.tertulia.bench.line;

/// Where a WebSocket frame of a server ends.
final class Cut {
  private Cut() {}

  /// Bytes before the payload, or -1 when they are not all there.
  static int header(byte[] bytes, int at, int end) {
    if (end - at < 2) {
      return -1;
    }
    int header =
        switch (bytes[at + 1] & 0x7f) {
          case 126 -> 4;
          case 127 -> 10;
          default -> 2;
        };
    return end - at < header ? -1 : header;
  }

  /// Bytes of the payload.
  static int length(byte[] bytes, int at) {
    int length = bytes[at + 1] & 0x7f;
    return switch (length) {
      case 126 -> ((bytes[at + 2] & 0xff) << 8) | (bytes[at + 3] & 0xff);
      case 127 ->
          ((bytes[at + 6] & 0xff) << 24)
              | ((bytes[at + 7] & 0xff) << 16)
              | ((bytes[at + 8] & 0xff) << 8)
              | (bytes[at + 9] & 0xff);
      default -> length;
    };
  }
}
