package io.tertulia.server.gate.archive;

import io.tertulia.server.archive.ArchiveLine;
import io.tertulia.server.files.FileArchive;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An archive on its way out: what was spooled, and behind the line of each file its bytes, a piece
/// at a time. For one thread.
///
/// ```text
/// what is before the files -> a file's line -> its pieces -> the next line ... -> the rest
/// ```
final class ArchiveStream extends InputStream {
  private static final int BUFFER = 1 << 16;

  private final Spool spool;
  private final FileArchive files;
  private final Closeable hold;
  private final InputStream lines;
  private byte[] piece = new byte[0];
  private int at;
  private long spooled;
  private ArchiveLine.@Nullable File file;
  private @Nullable InputStream bytes;
  private long sent;

  /// @param hold is closed behind the last byte, or when nobody wants more
  ArchiveStream(Spool spool, FileArchive files, Closeable hold) throws IOException {
    this.spool = spool;
    this.files = files;
    this.hold = hold;
    this.lines = new BufferedInputStream(spool.read(), BUFFER);
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
    while (at == piece.length) {
      piece = next();
      at = 0;
      if (piece.length == 0) {
        return -1;
      }
    }
    int count = Math.min(length, piece.length - at);
    System.arraycopy(piece, at, into, from, count);
    at += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    try (hold;
        spool) {
      if (bytes != null) {
        bytes.close();
      }
    }
  }

  /// Empty at the end.
  private byte[] next() throws IOException {
    if (file != null) {
      byte[] more = nextOf(file);
      if (more.length > 0) {
        return more;
      }
      file = null;
    }
    if (spooled < spool.filesFrom()) {
      return copied(spool.filesFrom() - spooled);
    }
    if (spooled < spool.filesTo()) {
      byte[] line = line();
      file = (ArchiveLine.File) ArchiveLine.parse(line);
      sent = 0;
      return ended(line);
    }
    return copied(BUFFER);
  }

  private byte[] copied(long most) throws IOException {
    byte[] read = lines.readNBytes((int) Math.min(BUFFER, most));
    spooled += read.length;
    return read;
  }

  private byte[] nextOf(ArchiveLine.File one) throws IOException {
    if (sent == one.size()) {
      if (bytes != null) {
        bytes.close();
        bytes = null;
      }
      return new byte[0];
    }
    if (bytes == null) {
      bytes = files.open(one);
    }
    byte[] line = FileLines.next(bytes, sent, one.size());
    sent += Math.min(FileLines.PIECE, one.size() - sent);
    return ended(line);
  }

  private byte[] line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = lines.read(); b >= 0 && b != '\n'; b = lines.read()) {
      line.write(b);
    }
    spooled += line.size() + 1;
    return line.toByteArray();
  }

  private static byte[] ended(byte[] line) {
    byte[] ended = Arrays.copyOf(line, line.length + 1);
    ended[line.length] = '\n';
    return ended;
  }
}
