package io.tertulia.server.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// A source that gives some bytes in pieces, and then ends, breaks off, or stalls until it is
/// stopped.
final class Pieces implements Uploads.Source {
  private static final int PIECE = 1000;

  private final Deque<ByteBuffer> pieces = new ArrayDeque<>();
  private final boolean breaks;
  private final boolean stalls;
  private final CountDownLatch waiting = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  private Pieces(byte[] bytes, boolean breaks, boolean stalls) {
    for (int at = 0; at < bytes.length; at += PIECE) {
      pieces.add(
          ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, Math.min(at + PIECE, bytes.length))));
    }
    this.breaks = breaks;
    this.stalls = stalls;
  }

  static Pieces of(byte[] bytes) {
    return new Pieces(bytes, false, false);
  }

  static Pieces thatBreaksAfter(byte[] bytes) {
    return new Pieces(bytes, true, false);
  }

  static Pieces thatStallsAfter(byte[] bytes) {
    return new Pieces(bytes, false, true);
  }

  @Override
  public @Nullable ByteBuffer next() throws IOException {
    if (!pieces.isEmpty()) {
      return pieces.poll();
    }
    if (stalls) {
      waiting.countDown();
      try {
        stopped.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IOException("stopped");
    }
    if (breaks) {
      throw new IOException("cut");
    }
    return null;
  }

  /// Says whether everything was given.
  boolean isEmpty() {
    return pieces.isEmpty();
  }

  @Override
  public void stop() {
    stopped.countDown();
  }

  /// Returns when everything was given and the next call waits.
  void awaitStall() throws InterruptedException {
    waiting.await();
  }
}
