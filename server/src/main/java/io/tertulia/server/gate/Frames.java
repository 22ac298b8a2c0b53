package io.tertulia.server.gate;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/// Unmasked WebSocket frames, as a server writes them.
final class Frames {
  static final int TEXT = 1;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;
  static final int MAX_HEADER = 10;
  private static final int LAST = 0x80;
  private static final int SHORT = 126;
  private static final int LONG = 127;
  private static final int MAX_REASON = 123;

  private Frames() {}

  /// How many bytes stand before a content of that size.
  static int header(int size) {
    return size < SHORT ? 2 : size <= 0xffff ? 4 : MAX_HEADER;
  }

  static void write(ByteBuf out, int opcode, byte[] content) {
    out.writeByte(LAST | opcode);
    if (content.length < SHORT) {
      out.writeByte(content.length);
    } else if (content.length <= 0xffff) {
      out.writeByte(SHORT).writeShort(content.length);
    } else {
      out.writeByte(LONG).writeLong(content.length);
    }
    out.writeBytes(content);
  }

  /// A close frame. A reason that is too long is cut.
  static void writeClose(ByteBuf out, int status, String reason) {
    byte[] text = reason.getBytes(StandardCharsets.US_ASCII);
    int length = Math.min(text.length, MAX_REASON);
    byte[] content = new byte[2 + length];
    content[0] = (byte) (status >> 8);
    content[1] = (byte) status;
    System.arraycopy(text, 0, content, 2, length);
    write(out, CLOSE, content);
  }
}
