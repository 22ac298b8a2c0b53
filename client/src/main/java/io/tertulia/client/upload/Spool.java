package io.tertulia.client.upload;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/// The bytes of one upload, from whatever position they are wanted.
///
/// They go out in pieces of at most [#PIECE], each of which the server has before the next is read:
/// no cut costs more than one. After a cut, a source that can be opened again is read anew from
/// where the server is; of one that cannot, the last piece is kept.
///
/// One thread at a time reads, one call after the other; only [#close] may come in between.
final class Spool {
  static final int CHUNK = 64 << 10;
  static final int PIECE = 4 << 20;

  private final Source source;
  private final long length;

  /// What was read last of a source that cannot be opened again: the byte at position p stands at p
  /// modulo the length of this.
  private final byte[] kept;

  /// Of the next byte that the stream gives.
  private long position;

  private volatile @Nullable InputStream stream;
  private volatile boolean closed;

  Spool(Source source, long length) {
    this.source = source;
    this.length = length;
    this.kept = new byte[source.repeatable() ? 0 : (int) Math.min(PIECE, length)];
  }

  /// Says whether the bytes from there on can be had.
  boolean reaches(long from) {
    return source.repeatable() || (from <= position && from >= position - kept.length);
  }

  /// How many bytes the piece has that begins there.
  long piece(long from) {
    return Math.min(PIECE, length - from);
  }

  /// Writes the piece that begins there.
  ///
  /// @param written hears how far it is, after each piece
  /// @throws SourceFailed when they cannot be read, or are fewer or more than announced
  /// @throws IOException when they cannot be written
  void copy(long from, BufferedSink to, LongConsumer written) throws IOException {
    InputStream in = source.repeatable() && from != position ? openAt(from) : open();
    replay(from, to, written);
    long end = from + piece(from);
    byte[] buffer = new byte[CHUNK];
    while (position < end) {
      int wanted = (int) Math.min(CHUNK, end - position);
      int count = read(in, buffer, wanted);
      if (count < 0) {
        throw wrong(position);
      }
      position += count;
      keep(buffer, count);
      if (position == length) {
        mustEnd(in);
      }
      to.write(buffer, 0, count);
      if (count < wanted) {
        // The source has no more for now, so the server is not kept waiting for what there is.
        to.flush();
      }
      written.accept(position);
    }
  }

  /// Looks whether a source of no bytes has none: there will be no other moment for it.
  void checkEmpty() throws SourceFailed {
    if (length > 0) {
      return;
    }
    try {
      mustEnd(open());
    } catch (SourceFailed e) {
      close();
      throw e;
    }
  }

  /// Closes the source for good; a read that waits may end by that. Any thread.
  void close() {
    closed = true;
    try {
      InputStream open = stream;
      if (open == null && !source.repeatable()) {
        open = source.open();
      }
      if (open != null) {
        open.close();
      }
    } catch (IOException | RuntimeException e) {
      // Nobody reads it any more.
    }
  }

  private InputStream openAt(long from) throws SourceFailed {
    try {
      InputStream before = stream;
      if (before != null) {
        before.close();
      }
      InputStream in = open(source.open());
      position = 0;
      skip(in, from);
      return in;
    } catch (SourceFailed e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw SourceFailed.by(e);
    }
  }

  private InputStream open() throws SourceFailed {
    InputStream open = stream;
    if (open != null) {
      return open;
    }
    try {
      return open(source.open());
    } catch (IOException | RuntimeException e) {
      throw SourceFailed.by(e);
    }
  }

  private InputStream open(InputStream opened) throws IOException {
    stream = opened;
    if (closed) {
      opened.close();
    }
    return opened;
  }

  private void skip(InputStream in, long to) throws IOException {
    byte[] buffer = new byte[CHUNK];
    while (position < to) {
      long left = to - position;
      long skipped = in.skip(left);
      if (skipped <= 0) {
        skipped = in.read(buffer, 0, (int) Math.min(CHUNK, left));
      }
      if (skipped < 0) {
        throw wrong(position);
      }
      position += skipped;
    }
  }

  private void replay(long from, BufferedSink to, LongConsumer written) throws IOException {
    for (long at = from; at < position; ) {
      int start = (int) (at % kept.length);
      int count = (int) Math.min(Math.min(CHUNK, position - at), kept.length - start);
      to.write(kept, start, count);
      at += count;
      written.accept(at);
    }
  }

  /// Keeps what was read up to the position.
  private void keep(byte[] buffer, int count) {
    for (int done = 0; done < count && kept.length > 0; ) {
      int start = (int) ((position - count + done) % kept.length);
      int part = Math.min(count - done, kept.length - start);
      System.arraycopy(buffer, done, kept, start, part);
      done += part;
    }
  }

  private void mustEnd(InputStream in) throws SourceFailed {
    if (read(in, new byte[1], 1) > 0) {
      throw wrong(length + 1);
    }
  }

  private static int read(InputStream in, byte[] buffer, int wanted) throws SourceFailed {
    try {
      int count = in.read(buffer, 0, wanted);
      if (count != 0) {
        return count;
      }
      // It ought to have waited.
      int one = in.read();
      buffer[0] = (byte) one;
      return one < 0 ? one : 1;
    } catch (IOException | RuntimeException e) {
      throw SourceFailed.by(e);
    }
  }

  private SourceFailed wrong(long found) {
    String more = found > length ? "more than " + length : Long.toString(found);
    return new SourceFailed("source: " + more + " bytes (expected: " + length + ")", null);
  }
}
