package io.tertulia.client;

import io.tertulia.client.link.Turn;
import io.tertulia.protocol.ErrorCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Hands one subscription's snapshots to the application: the state machine of
/// [SnapshotSubscription].
///
/// Any thread may offer and end; everything else happens on the callbacks' executor. At most one
/// snapshot waits, the newest.
final class Delivery<S> {
  private final Executor callbacks;
  private final Consumer<Active<S>> listener;
  private final AtomicReference<SubscriptionState<S>> state =
      new AtomicReference<>(new Pending<>());
  private final AtomicReference<@Nullable Active<S>> next = new AtomicReference<>();
  private final CompletableFuture<Active<S>> connected = new CompletableFuture<>();
  private final CompletableFuture<TerminalState> terminated = new CompletableFuture<>();

  Delivery(Executor callbacks, Consumer<Active<S>> listener) {
    this.callbacks = callbacks;
    this.listener = listener;
  }

  SubscriptionState<S> state() {
    return state.get();
  }

  boolean over() {
    return state.get() instanceof TerminalState;
  }

  CompletableFuture<Active<S>> connected() {
    return copy(connected);
  }

  CompletableFuture<TerminalState> terminated() {
    return copy(terminated);
  }

  /// Hands over a snapshot, soon; it takes the place of one that waits.
  void offer(Active<S> snapshot) {
    if (next.getAndSet(snapshot) == null) {
      callbacks.execute(this::deliver);
    }
  }

  /// Ends it by an error, behind what was offered.
  ///
  /// @param ended runs if nothing else has ended it
  void fail(TalkException error, Runnable ended) {
    callbacks.execute(() -> {
      Failed failed = new Failed(error);
      if (end(failed)) {
        ended.run();
        complete(failed, error);
      }
    });
  }

  /// Ends it at once; no callback starts from now on.
  ///
  /// @return false when it had ended already
  boolean unsubscribe() {
    Unsubscribed unsubscribed = new Unsubscribed();
    if (!end(unsubscribed)) {
      return false;
    }
    TalkException early =
        TalkException.of(ErrorCode.SUBSCRIPTION_ENDED, "Unsubscribed before the first snapshot.");
    callbacks.execute(() -> complete(unsubscribed, early));
    return true;
  }

  private void deliver() {
    Active<S> snapshot = next.getAndSet(null);
    // What came between may have passed unseen, and this is what was there before.
    if (snapshot != null && !snapshot.equals(state.get()) && advance(snapshot)) {
      Turn.guard(() -> listener.accept(snapshot));
      connected.complete(snapshot);
    }
  }

  private boolean advance(SubscriptionState<S> to) {
    SubscriptionState<S> before = state.get();
    while (!(before instanceof TerminalState)) {
      if (state.compareAndSet(before, to)) {
        return true;
      }
      before = state.get();
    }
    return false;
  }

  @SuppressWarnings("unchecked") // The end has no snapshots, so it is one for all kinds of them.
  private boolean end(TerminalState end) {
    return advance((SubscriptionState<S>) end);
  }

  private void complete(TerminalState end, TalkException early) {
    connected.completeExceptionally(early);
    terminated.complete(end);
  }

  private static <T> CompletableFuture<T> copy(CompletableFuture<T> original) {
    CompletableFuture<T> copy = new CompletableFuture<>();
    var ignored =
        original.whenComplete((value, thrown) -> {
          if (thrown == null) {
            copy.complete(value);
          } else {
            copy.completeExceptionally(thrown);
          }
        });
    return copy;
  }
}
