package io.tertulia.bench.line;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/// What one line has to say and has not said yet.
final class Outgoing {
  static final byte TEXT = (byte) 0x81;
  static final byte PING = (byte) 0x89;
  static final byte PONG = (byte) 0x8a;

  private static final int FIRST_SPACE = 512;
  private static final int SPARE = 1 << 16;

  private byte[] space = new byte[FIRST_SPACE];
  private int end;

  void clear() {
    end = 0;
  }

  boolean isEmpty() {
    return end == 0;
  }

  /// Adds a WebSocket frame, masked by zeros, which leaves the bytes as they are.
  void frame(byte kind, byte[] payload, int from, int length) {
    if (length > 0xffff) {
      throw new IllegalArgumentException("frame: " + length + " (expected: at most 65535)");
    }
    byte[] header = new byte[8];
    header[0] = kind;
    int mask = 2;
    if (length < 126) {
      header[1] = (byte) (0x80 | length);
    } else {
      header[1] = (byte) (0x80 | 126);
      header[2] = (byte) (length >> 8);
      header[3] = (byte) length;
      mask = 4;
    }
    bytes(header, 0, mask + 4);
    bytes(payload, from, length);
  }

  /// Adds bytes as they are.
  void bytes(byte[] bytes, int from, int length) {
    if (end + length > space.length) {
      space = Arrays.copyOf(space, Math.max(2 * space.length, end + length));
    }
    System.arraycopy(bytes, from, space, end, length);
    end += length;
  }

  /// Writes as much as the socket takes.
  void write(SocketChannel to) throws IOException {
    int written = to.write(ByteBuffer.wrap(space, 0, end));
    end -= written;
    if (end > 0) {
      System.arraycopy(space, written, space, 0, end);
    } else if (space.length > SPARE) {
      space = new byte[FIRST_SPACE];
    }
  }
}
