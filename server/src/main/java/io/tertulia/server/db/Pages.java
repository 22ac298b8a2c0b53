package io.tertulia.server.db;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// The pages of the store's file, for what SQL does not reach: bytes of rows that moved to another
/// page when theirs was split stay behind in the middle of the old one, which SQLite does not use
/// then and does not clear, although it clears what is deleted.
///
/// A page of a tree begins with its kind, and says how many cells it has and where their content
/// begins; between the list of cells and that place nothing counts
/// (https://www.sqlite.org/fileformat2.html, section 1.6). Nothing else begins with such a kind in
/// a file of less than [#MAX_PAGES], as all others begin with a small number of a page.
///
/// Closed only after all connections to the file: on POSIX systems it ends the locks of all of
/// them.
final class Pages implements AutoCloseable {
  private static final int HEADER = 100;
  private static final long MAX_PAGES = 1L << 25;
  private static final int AT_ONCE = 256;

  private final FileChannel file;

  private Pages(FileChannel file) {
    this.file = file;
  }

  /// Opens a file that is a store already.
  static Pages open(Path file) throws IOException {
    return new Pages(FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  /// Clears the unused middle of pages. Meanwhile nobody may write, the log must be empty, and no
  /// connection that writes later may remember pages.
  ///
  /// @param from the first page, counted from 0
  /// @param count of pages, at most
  /// @return the page behind; -1 when there is none
  long clear(long from, int count) throws IOException {
    int size = pageSize();
    long pages = file.size() / size;
    if (pages > MAX_PAGES) {
      throw new IOException(
          "the store has " + pages + " pages (expected: at most " + MAX_PAGES + ", to clear them)");
    }
    long end = Math.min(from + count, pages);
    ByteBuffer piece = ByteBuffer.allocate(AT_ONCE * size);
    for (long page = from; page < end; page += AT_ONCE) {
      int some = (int) Math.min(AT_ONCE, end - page);
      piece.clear().limit(some * size);
      read(piece, page * size);
      boolean changed = false;
      for (int i = 0; i < some; i++) {
        int start = i * size;
        changed |= clear(piece.array(), start, start + (page + i == 0 ? HEADER : 0), start + size);
      }
      if (changed) {
        write(piece.flip().limit(some * size), page * size);
      }
    }
    return end < pages ? end : -1;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /// Clears the middle of one page; false when there is nothing to clear.
  ///
  /// @param start where the page begins
  /// @param header where its header does
  /// @param end where it ends
  private static boolean clear(byte[] bytes, int start, int header, int end) {
    int kind = bytes[header];
    boolean leaf = kind == 10 || kind == 13;
    if (!leaf && kind != 2 && kind != 5) {
      return false;
    }
    int from = header + (leaf ? 8 : 12) + 2 * number(bytes, header + 3);
    int content = number(bytes, header + 5);
    int to = start + (content == 0 ? 1 << 16 : content);
    if (from >= to || to > end) {
      return false;
    }
    boolean used = false;
    for (int i = from; i < to && !used; i++) {
      used = bytes[i] != 0;
    }
    Arrays.fill(bytes, from, to, (byte) 0);
    return used;
  }

  private static int number(byte[] bytes, int at) {
    return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
  }

  private int pageSize() throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    read(header, 0);
    int size = number(header.array(), 16);
    return size == 1 ? 1 << 16 : size;
  }

  private void read(ByteBuffer into, long at) throws IOException {
    while (into.hasRemaining()) {
      if (file.read(into, at + into.position()) < 0) {
        throw new IOException("the store ends in the middle of a page");
      }
    }
  }

  private void write(ByteBuffer bytes, long at) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes, at + bytes.position());
    }
  }

  /// Returns when what was cleared is on disk.
  void force() throws IOException {
    file.force(false);
  }
}
