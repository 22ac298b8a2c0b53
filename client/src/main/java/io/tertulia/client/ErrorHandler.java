package io.tertulia.client;

import io.tertulia.client.link.Turn;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// One who wants to know when the session ends by an error. Any thread.
final class ErrorHandler implements TalkSubscription {
  private final Consumer<? super TalkException> handler;
  private final Session core;
  private final Pins pins;
  private final AtomicBoolean ended = new AtomicBoolean();

  ErrorHandler(Consumer<? super TalkException> handler, Session core, Pins pins) {
    this.handler = java.util.Objects.requireNonNull(handler, "handler");
    this.core = core;
    this.pins = pins;
  }

  @Override
  public void unsubscribe() {
    if (ended.compareAndSet(false, true)) {
      core.remove(this);
      pins.unpin();
    }
  }

  /// Calls it, unless it was taken back; on the callbacks' executor.
  void call(TalkException error) {
    if (ended.compareAndSet(false, true)) {
      Turn.guard(() -> handler.accept(error));
      pins.unpin();
    }
  }
}
