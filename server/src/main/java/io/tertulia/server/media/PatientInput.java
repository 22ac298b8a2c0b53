package io.tertulia.server.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import javax.imageio.stream.ImageInputStreamImpl;

/// A file for a reader of pictures, which is not kept waiting for ever: after some time it reads no
/// more. Leaves the file open. Belongs to one thread.
final class PatientInput extends ImageInputStreamImpl {
  private final FileChannel file;
  private final ByteBuffer piece = ByteBuffer.allocate(16 << 10).limit(0);
  private final long until;
  private long pieceAt;

  PatientInput(FileChannel file, Duration patience) {
    this.file = file;
    this.until = System.nanoTime() + patience.toNanos();
  }

  /// Says whether the time is over.
  boolean isOver() {
    return System.nanoTime() - until > 0;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /// Fills the target unless the file ends: numbers are read by this, and take less for the end.
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    checkClosed();
    if (isOver()) {
      throw new IOException("picture: takes too long");
    }
    bitOffset = 0;
    int count = 0;
    while (count < length && (isInPiece() || load())) {
      int at = (int) (streamPos - pieceAt);
      int more = Math.min(length - count, piece.limit() - at);
      piece.get(at, target, offset + count, more);
      streamPos += more;
      count += more;
    }
    return count == 0 && length > 0 ? -1 : count;
  }

  private boolean isInPiece() {
    return streamPos >= pieceAt && streamPos < pieceAt + piece.limit();
  }

  private boolean load() throws IOException {
    pieceAt = streamPos;
    int count = file.read(piece.clear(), pieceAt);
    piece.limit(Math.max(0, count)).rewind();
    return count > 0;
  }

  @Override
  public long length() {
    try {
      return file.size();
    } catch (IOException e) {
      return -1;
    }
  }
}
