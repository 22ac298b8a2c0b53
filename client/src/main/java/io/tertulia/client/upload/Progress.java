package io.tertulia.client.upload;

import io.tertulia.client.link.Turn;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Tells the application how far an upload is: bytes that were handed to the network, and all of
/// them only once the server has the whole file. Never goes back, also when something must be sent
/// again.
///
/// Any thread may say how far it is. The listener runs on the callbacks' executor, and at most one
/// call waits there, for whatever is newest when it runs.
final class Progress {
  private final Executor callbacks;
  private final Uploads.Listener listener;
  private final long total;
  private final AtomicLong newest = new AtomicLong(-1);
  private final AtomicBoolean waiting = new AtomicBoolean();
  private volatile boolean over;

  /// What was told last. Belongs to the callbacks.
  private long told = -1;

  Progress(Executor callbacks, Uploads.Listener listener, long total) {
    this.callbacks = callbacks;
    this.listener = listener;
    this.total = total;
  }

  void sent(long bytes) {
    if (bytes < total) {
      tell(bytes);
    }
  }

  void complete() {
    tell(total);
  }

  /// No call begins from now on.
  void stop() {
    over = true;
  }

  private void tell(long bytes) {
    newest.accumulateAndGet(bytes, Math::max);
    if (waiting.compareAndSet(false, true)) {
      callbacks.execute(this::deliver);
    }
  }

  private void deliver() {
    waiting.set(false);
    long now = newest.get();
    if (!over && now > told) {
      told = now;
      Turn.guard(() -> listener.told(now, total));
    }
  }
}
