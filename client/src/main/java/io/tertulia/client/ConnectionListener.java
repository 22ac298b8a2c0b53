package io.tertulia.client;

import io.tertulia.client.link.Turn;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One who wants to know how the line stands. Any thread may unsubscribe and offer; at most one
/// state waits for the listener, the newest.
final class ConnectionListener implements TalkSubscription {
  private final Consumer<? super ConnectionState> listener;
  private final Session core;
  private final Executor callbacks;
  private final Pins pins;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicReference<@Nullable ConnectionState> next = new AtomicReference<>();

  /// On the callbacks' executor.
  private @Nullable ConnectionState told;

  ConnectionListener(Consumer<? super ConnectionState> listener, Session core, Pins pins) {
    this.listener = Objects.requireNonNull(listener, "listener");
    this.core = core;
    this.callbacks = core.callbacks();
    this.pins = pins;
  }

  @Override
  public void unsubscribe() {
    if (ended.compareAndSet(false, true)) {
      core.remove(this);
      pins.unpin();
    }
  }

  /// Hands over a state, soon; it takes the place of one that waits.
  void offer(ConnectionState state) {
    if (next.getAndSet(state) == null) {
      callbacks.execute(this::deliver);
    }
  }

  /// Hands over the last state there is.
  void end(ConnectionState last) {
    offer(last);
    callbacks.execute(this::unsubscribe);
  }

  private void deliver() {
    ConnectionState state = next.getAndSet(null);
    if (state != null && !ended.get() && !state.equals(told)) {
      told = state;
      Turn.guard(() -> listener.accept(state));
    }
  }
}
