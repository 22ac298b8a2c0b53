package io.tertulia.server.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Counts the scans of a JPEG. Belongs to one thread.
///
/// Between segments a marker stands out, as the pixels never have its first byte without a zero
/// behind it. Inside of a segment anything may stand, also what looks like the end, so its length
/// counts.
final class JpegScans {
  private static final int PIECE = 64 << 10;
  private static final int SCAN = 0xda;
  private static final int END = 0xd9;

  private final FileChannel file;
  private final ByteBuffer piece = ByteBuffer.allocate(PIECE).limit(0);
  private long at;

  private JpegScans(FileChannel file, long from) {
    this.file = file;
    this.at = from;
  }

  /// How many scans there are up to the end.
  ///
  /// @param from where a segment begins
  static int count(FileChannel file, long from) throws IOException {
    return new JpegScans(file, from).count();
  }

  private int count() throws IOException {
    int scans = 0;
    int before = 0;
    for (int octet = next(); octet >= 0 && (before != 0xff || octet != END); octet = next()) {
      boolean isSegment = before == 0xff && isSegment(octet);
      scans += isSegment && octet == SCAN ? 1 : 0;
      if (isSegment) {
        skip((next() << 8 | next()) - 2);
      }
      before = isSegment ? 0 : octet;
    }
    return scans;
  }

  /// Whether a length follows: not behind what stands in for a byte, what fills up, and what stands
  /// alone.
  private static boolean isSegment(int marker) {
    return marker > 1 && marker != 0xff && (marker < 0xd0 || marker > 0xd8);
  }

  private int next() throws IOException {
    if (!piece.hasRemaining()) {
      int count = file.read(piece.clear(), at);
      piece.limit(Math.max(0, count)).rewind();
      if (count <= 0) {
        return -1;
      }
      at += count;
    }
    return piece.get() & 0xff;
  }

  private void skip(int bytes) {
    int here = Math.clamp(bytes, 0, piece.remaining());
    piece.position(piece.position() + here);
    at += Math.max(0, bytes - here);
  }
}
