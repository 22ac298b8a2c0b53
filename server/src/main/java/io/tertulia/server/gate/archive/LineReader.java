package io.tertulia.server.gate.archive;

import io.tertulia.server.archive.ArchiveLine;
import io.tertulia.server.gate.http.Body;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// The lines of a request's body, plain or gzip, whichever it turns out to be. For one thread.
final class LineReader {
  private static final int BUFFER = 1 << 16;

  private final Body body;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
  private final byte[] block = new byte[BUFFER];
  private int at;
  private int end;
  private @Nullable InputStream bytes;
  private long number;

  LineReader(Body body) {
    this.body = body;
  }

  /// The number of the line that was read last, from 1 up.
  long number() {
    return number;
  }

  /// The next line without its end; null at the end. Blank ones are passed over.
  ///
  /// @throws IllegalArgumentException when it is too long, or the gzip is none
  /// @throws IOException when the body broke off
  byte @Nullable [] next() throws IOException {
    try {
      while (read()) {
        byte[] found = line.toByteArray();
        if (!new String(found, StandardCharsets.ISO_8859_1).isBlank()) {
          return found;
        }
      }
      return null;
    } catch (EOFException | ZipException e) {
      throw new IllegalArgumentException(
          "line " + number + ": broken (expected: a whole gzip stream)", e);
    }
  }

  private boolean read() throws IOException {
    if (bytes == null) {
      bytes = open();
    }
    line.reset();
    number++;
    if (!hasMore(bytes)) {
      return false;
    }
    boolean ended = false;
    while (!ended && hasMore(bytes)) {
      int from = at;
      while (at < end && block[at] != '\n') {
        at++;
      }
      if (line.size() + at - from > ArchiveLine.MAX_BYTES) {
        throw new IllegalArgumentException(
            "line "
                + number
                + ": too long (expected: at most "
                + ArchiveLine.MAX_BYTES
                + " bytes)");
      }
      line.write(block, from, at - from);
      ended = at < end;
      at += ended ? 1 : 0;
    }
    return true;
  }

  private boolean hasMore(InputStream from) throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, from.read(block));
    }
    return at < end;
  }

  private InputStream open() throws IOException {
    InputStream raw = new BufferedInputStream(new Plain(body), BUFFER);
    raw.mark(2);
    boolean zipped = raw.read() == 0x1f && raw.read() == 0x8b;
    raw.reset();
    return zipped ? new GZIPInputStream(raw, BUFFER) : raw;
  }

  private static final class Plain extends InputStream {
    private final Body body;
    private @Nullable ByteBuffer piece;

    Plain(Body body) {
      this.body = body;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      while (piece == null || !piece.hasRemaining()) {
        piece = body.next();
        if (piece == null) {
          return -1;
        }
      }
      int count = Math.min(length, piece.remaining());
      piece.get(into, from, count);
      return count;
    }
  }
}
