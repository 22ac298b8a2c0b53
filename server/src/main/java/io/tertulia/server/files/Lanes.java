package io.tertulia.server.files;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Sees to it that one thread at a time works at a file. Who comes later stops the source that the
/// one before waits for, and then waits for that one's end.
final class Lanes {
  private final ConcurrentHashMap<String, Lane> taken = new ConcurrentHashMap<>();

  /// Takes the lane of a file; whoever takes it closes it.
  Lane enter(String id) {
    Lane mine = new Lane(id);
    for (Lane other = taken.putIfAbsent(id, mine);
        other != null;
        other = taken.putIfAbsent(id, mine)) {
      other.stop();
      try {
        other.left.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Refusal(ErrorCode.UNAVAILABLE, "the server is shutting down");
      }
    }
    return mine;
  }

  /// The right to work at a file.
  final class Lane implements AutoCloseable {
    private final String id;
    private final CountDownLatch left = new CountDownLatch(1);
    private Uploads.@Nullable Source source;
    private boolean stopped;

    private Lane(String id) {
      this.id = id;
    }

    /// Has this source stopped when somebody takes over.
    synchronized void waitsFor(Uploads.Source bytes) {
      source = bytes;
      if (stopped) {
        bytes.stop();
      }
    }

    @Override
    public void close() {
      taken.remove(id, this);
      left.countDown();
    }

    private synchronized void stop() {
      stopped = true;
      if (source != null) {
        source.stop();
      }
    }
  }
}
