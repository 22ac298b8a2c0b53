package io.tertulia.server.gate.uploads;

import io.tertulia.server.files.Uploads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A form's body as a stream, which ends when too much comes besides its file. Used by one thread.
final class BodyStream extends InputStream {
  private final Uploads.Source source;
  private @Nullable ByteBuffer piece;
  private long besides = Form.MAX_BESIDES;

  BodyStream(Uploads.Source source) {
    this.source = source;
  }

  /// Lets so many more bytes come, as so many were the file's.
  void allow(int bytes) {
    besides += bytes;
  }

  void stop() {
    source.stop();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (piece == null || !piece.hasRemaining()) {
      piece = source.next();
      if (piece == null) {
        return -1;
      }
    }
    int count = Math.min(length, piece.remaining());
    if (count > besides) {
      throw new IllegalArgumentException(
          "body: too much besides the file (expected: less than " + Form.MAX_BESIDES + " bytes)");
    }
    besides -= count;
    piece.get(into, from, count);
    return count;
  }
}
