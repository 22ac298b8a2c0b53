package io.tertulia.server.gate.archive;

import io.tertulia.server.archive.ArchiveLine;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The bytes of a file as lines of an archive.
final class FileLines {
  /// How many bytes of a file are in a line.
  static final int PIECE = 192 << 10;

  private static final int EMPTY_LINE = new ArchiveLine.Bytes(0, new byte[0]).toBytes().length;

  private FileLines() {}

  /// How many bytes the lines of a file have together, their ends included.
  static long length(long size) {
    long length = 0;
    for (long at = 0; at < size; at += PIECE) {
      long piece = Math.min(PIECE, size - at);
      length += EMPTY_LINE - 1 + Long.toString(at).length() + (piece + 2) / 3 * 4 + 1;
    }
    return length;
  }

  /// The line of the bytes that come next.
  ///
  /// @param at how many came before
  /// @param size how many there are
  /// @throws EOFException when there are fewer
  static byte[] next(InputStream bytes, long at, long size) throws IOException {
    int length = (int) Math.min(PIECE, size - at);
    byte[] piece = bytes.readNBytes(length);
    if (piece.length < length) {
      throw new EOFException("a file is shorter than it was");
    }
    return new ArchiveLine.Bytes(at, piece).toBytes();
  }
}
