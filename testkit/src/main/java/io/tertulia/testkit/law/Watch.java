package io.tertulia.testkit.law;

import io.tertulia.client.Active;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A subscription under observation: whether each snapshot may be, and whether it differs from the
/// one before.
final class Watch {
  private final World world;
  private final String what;
  private final String viewer;
  private final Sight sight;
  private final Look look;
  private volatile @Nullable Active<?> last;

  /// @param what for people: who looks at what
  Watch(World world, Seat seat, String viewer, String what, Sight sight) {
    this.world = world;
    this.what = what;
    this.viewer = viewer;
    this.sight = sight;
    this.look = seat.watch(sight, this::heard);
  }

  /// The same, by another session.
  Watch afresh(Seat seat) {
    return new Watch(world, seat, viewer, "fresh " + what, sight);
  }

  void end() {
    look.end();
  }

  /// An [Active], or another state.
  Object state() {
    return look.state();
  }

  /// The snapshot now; null when there is none, or nothing to see.
  @Nullable Object snapshot() {
    return look.state() instanceof Active<?> active ? active.latestSnapshot() : null;
  }

  Sight.Kind kind() {
    return sight.kind();
  }

  /// Loads more of a list.
  CompletableFuture<?> loadMore(int count) {
    return look.loadMore(count);
  }

  String viewer() {
    return viewer;
  }

  /// Says whether it shows an address that somebody else wrote.
  boolean leaks() {
    Active<?> seen = last;
    return seen != null && Leak.in(seen.latestSnapshot(), viewer);
  }

  /// The state, in words.
  String shown() {
    return what + " = " + look.state();
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
