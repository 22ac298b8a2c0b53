package io.tertulia.client;

import io.tertulia.client.follow.Watcher;
import io.tertulia.client.link.Failure;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A subscription: looks at the mirror whenever something may have changed, and delivers what is
/// different from before.
///
/// Public methods belong to any thread, the others to the turn.
abstract class LiveSubscription<S> implements SnapshotSubscription<S>, Watcher {
  private final Session session;
  private final Delivery<S> delivery;
  private boolean watching;
  private @Nullable Active<S> shown;

  LiveSubscription(Session session, Consumer<Active<S>> listener) {
    this.session = session;
    this.delivery = new Delivery<>(session.callbacks(), listener);
  }

  @Override
  public final SubscriptionState<S> state() {
    return delivery.state();
  }

  @Override
  public final CompletableFuture<Active<S>> connected() {
    return delivery.connected();
  }

  @Override
  public final CompletableFuture<TerminalState> terminated() {
    return delivery.terminated();
  }

  @Override
  public final void unsubscribe() {
    if (delivery.unsubscribe()) {
      session.ended(this);
      session.turn().execute(this::cease);
    }
  }

  /// Begins to look.
  final void begin() {
    if (!delivery.over()) {
      watching = true;
      watch();
    }
  }

  @Override
  public final void refresh() {
    Active<S> now = watching ? look() : null;
    if (now != null && !now.equals(shown)) {
      shown = now;
      delivery.offer(now);
    }
    looked();
  }

  @Override
  public final void fail(Failure failure) {
    fail(new TalkException(failure));
  }

  /// Ends by that error.
  final void fail(TalkException cause) {
    watching = false;
    stopped();
    delivery.fail(cause, () -> session.ended(this));
  }

  final Session session() {
    return session;
  }

  final boolean over() {
    return delivery.over();
  }

  /// What is to be seen; null when that is not known yet.
  abstract @Nullable Active<S> look();

  /// Looks from now on.
  abstract void watch();

  /// Looks no longer.
  abstract void unwatch();

  /// What there is to see was offered.
  void looked() {}

  /// Nothing will be offered any longer.
  void stopped() {}

  private void cease() {
    if (watching) {
      watching = false;
      unwatch();
    }
    stopped();
  }
}
