package io.tertulia.testkit.law;

import io.tertulia.client.Active;
import io.tertulia.client.ListSubscription;
import io.tertulia.client.SnapshotSubscription;
import io.tertulia.client.SubscriptionState;
import io.tertulia.client.TalkSession;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A subscription under observation: whether each snapshot may be, and whether it differs from the
/// one before.
final class Watch {
  private final World world;
  private final String what;
  private final Opening opening;
  private final SnapshotSubscription<?> subscription;
  private final String viewer;
  private volatile @Nullable Active<?> last;

  /// Subscribes somewhere.
  @FunctionalInterface
  interface Opening {
    SnapshotSubscription<?> open(TalkSession session, Consumer<Active<?>> heard);
  }

  /// @param what for people: who looks at what
  Watch(World world, TalkSession session, String what, Opening opening) {
    this.world = world;
    this.what = what;
    this.opening = opening;
    this.viewer = session.currentUser().id();
    this.subscription = opening.open(session, this::heard);
  }

  /// The same, by another session.
  Watch afresh(TalkSession session) {
    return new Watch(world, session, "fresh " + what, opening);
  }

  void end() {
    subscription.unsubscribe();
  }

  SubscriptionState<?> state() {
    return subscription.state();
  }

  /// The snapshot now; null when there is none, or nothing to see.
  @Nullable Object snapshot() {
    return subscription.state() instanceof Active<?> active ? active.latestSnapshot() : null;
  }

  @Nullable ListSubscription<?> list() {
    return subscription instanceof ListSubscription<?> list ? list : null;
  }

  String viewer() {
    return viewer;
  }

  /// Says whether it shows an address that somebody else wrote.
  boolean leaks() {
    Active<?> seen = last;
    return seen != null && Leak.in(seen.latestSnapshot(), viewer);
  }

  int size() {
    return snapshot() instanceof List<?> items ? items.size() : 0;
  }

  /// The state, in words.
  String shown() {
    return what + " = " + subscription.state();
  }

  @Override
  public String toString() {
    return what;
  }

  private void heard(Active<?> next) {
    if (next.equals(last)) {
      world.flaw(what + ": the same twice in a row: " + next);
    }
    last = next;
    String flaw = Order.flaw(next.latestSnapshot());
    if (flaw != null) {
      world.flaw(what + ": " + flaw + ": " + next);
    }
    if (viewer.equals(World.MASKED) && leaks()) {
      world.flaw(what + " shows what is hidden: " + next);
    }
    world.pulse().beat();
  }
}
