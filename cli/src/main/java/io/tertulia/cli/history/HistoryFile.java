package io.tertulia.cli.history;

import io.tertulia.server.archive.ArchiveLine;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// A file that is read line by line, plain or gzip, whichever it turns out to be.
final class HistoryFile implements AutoCloseable {
  /// A longer line is none.
  static final int MAX_LINE_BYTES = ArchiveLine.MAX_BYTES;

  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final InputStream bytes;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
  private final byte[] block = new byte[BUFFER];
  private int at;
  private int end;
  private long number;

  private HistoryFile(Path path, InputStream bytes) {
    this.path = path;
    this.bytes = bytes;
  }

  /// @param read hears how many bytes of the file were taken
  /// @throws IOException when it cannot be opened; its message is for people
  static HistoryFile open(Sources sources, Path path, LongConsumer read) throws IOException {
    return new HistoryFile(path, bytes(sources, path, read));
  }

  /// What is in a file, unzipped if need be; whoever asks closes it.
  ///
  /// @param read hears how many bytes of the file were taken
  /// @throws IOException when it cannot be opened; its message is for people
  static InputStream bytes(Sources sources, Path path, LongConsumer read) throws IOException {
    InputStream raw = new BufferedInputStream(new Metered(sources.open(path), read), BUFFER);
    try {
      raw.mark(2);
      boolean zipped = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      return zipped ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER) : raw;
    } catch (IOException e) {
      raw.close();
      throw new IOException(path + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /// The next line without its end, as UTF-8; null at the end of the file. What is blank is passed
  /// over.
  byte @Nullable [] next() throws IOException, BadLineException {
    try {
      while (read()) {
        byte[] found = line.toByteArray();
        if (!blank(found)) {
          return found;
        }
      }
      return null;
    } catch (EOFException | ZipException e) {
      throw new BadLineException(place(), "broken (expected: a whole gzip file)");
    }
  }

  /// Where the line stands that was read last.
  Place place() {
    return new Place(path, number);
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }

  private boolean read() throws IOException, BadLineException {
    line.reset();
    number++;
    if (!hasMore()) {
      return false;
    }
    boolean ended = false;
    while (!ended && hasMore()) {
      int from = at;
      while (at < end && block[at] != '\n') {
        at++;
      }
      if (line.size() + at - from > MAX_LINE_BYTES) {
        throw new BadLineException(
            place(), "a line of more than " + MAX_LINE_BYTES + " bytes (expected: at most that)");
      }
      line.write(block, from, at - from);
      ended = at < end;
      at += ended ? 1 : 0;
    }
    return true;
  }

  private boolean hasMore() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, bytes.read(block));
    }
    return at < end;
  }

  private static boolean blank(byte[] text) {
    for (byte b : text) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  private static final class Metered extends FilterInputStream {
    private final LongConsumer read;

    Metered(InputStream in, LongConsumer read) {
      super(in);
      this.read = read;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      if (b >= 0) {
        read.accept(1);
      }
      return b;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int count = super.read(into, from, length);
      if (count > 0) {
        read.accept(count);
      }
      return count;
    }
  }
}
