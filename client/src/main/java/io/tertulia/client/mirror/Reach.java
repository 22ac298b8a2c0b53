package io.tertulia.client.mirror;

import io.tertulia.protocol.fact.Bound;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far down one subscription's window reaches. Belongs to the turn.
///
/// "The 30 newest" is resolved once, into a bound; from then on everything at or above that belongs
/// to the window. Calls for more count from the items that were loaded when the call was made, so
/// concurrent calls do not add up.
public final class Reach {
  private final int first;
  private final int ahead;
  private final List<Call> calls = new ArrayList<>();
  private @Nullable Bound bound;

  /// The bound from which the calls count, and how many items below it the window has gained since.
  private @Nullable Bound base;

  private int gained;

  /// @param first how many items the window begins with
  public Reach(int first) {
    this(first, 0);
  }

  /// A window of a list whose length nobody counts.
  ///
  /// @param ahead how many items below the window should be known, so that it shows whether there
  ///   are more
  public Reach(int first, int ahead) {
    this.first = first;
    this.ahead = ahead;
  }

  /// A call for more items.
  ///
  /// @param target how many below the base
  private record Call(int target, Runnable loaded) {}

  /// The window's lower end; null until it is resolved.
  public @Nullable Bound bound() {
    return bound;
  }

  /// What of the shelf this window may need: everything while it is not resolved or grows.
  public Bound lowest() {
    return bound == null || !calls.isEmpty() ? Bound.EVERYTHING : bound;
  }

  /// Asks for so many more; `loaded` is handed out by [#settle] when they are there, or when there
  /// are no more.
  public void more(int count, Runnable loaded) {
    calls.add(new Call(gained + count, loaded));
  }

  /// Calls that wait, to be ended because there is nothing to load from; afterwards none waits.
  public List<Runnable> giveUp() {
    List<Runnable> waiting = calls.stream().map(Call::loaded).toList();
    calls.clear();
    gained = 0;
    base = null;
    return waiting;
  }

  /// Forgets the bound: the window is to be resolved anew.
  public void reset() {
    bound = null;
    base = null;
    gained = 0;
  }

  /// All there is was shown: what comes later belongs to the window too.
  public void open() {
    if (calls.isEmpty()) {
      bound = Bound.EVERYTHING;
    }
  }

  /// How many items more than the shelf knows this window needs.
  public int missing(Shelf<?> shelf) {
    if (bound == null) {
      return shelf.missing(first + ahead);
    }
    int target = calls.stream().mapToInt(Call::target).max().orElse(0);
    Bound start = target == 0 || base == null ? bound : base;
    return target + ahead == 0 ? 0 : shelf.missingBelow(start, target + ahead);
  }

  /// Moves the bound as far as the shelf allows.
  ///
  /// @return the calls whose items are there now, to be told when the window has been shown
  public List<Runnable> settle(Shelf<?> shelf) {
    fall(shelf);
    if (bound == null) {
      if (shelf.missing(first) > 0) {
        return List.of();
      }
      bound = shelf.first(first);
    }
    return calls.isEmpty() ? List.of() : extend(shelf, bound);
  }

  /// After a long absence the shelf may begin higher than the window ended: then the window ends
  /// there.
  private void fall(Shelf<?> shelf) {
    if (bound == null || shelf.complete()) {
      return;
    }
    Bound from = shelf.from();
    if (from == null) {
      reset();
    } else if (bound.compareTo(from) > 0) {
      bound = from;
      base = null;
      gained = 0;
    }
  }

  private List<Runnable> extend(Shelf<?> shelf, Bound now) {
    Bound start = base == null ? now : base;
    base = start;
    int available = shelf.complete() ? Integer.MAX_VALUE : shelf.countBelow(start);
    List<Call> done = calls.stream().filter(call -> call.target <= available).toList();
    int target = done.stream().mapToInt(Call::target).max().orElse(0);
    if (target > gained) {
      bound = shelf.further(start, target);
      gained = target;
    }
    calls.removeAll(done);
    if (calls.isEmpty()) {
      base = null;
      gained = 0;
    }
    return done.stream().map(Call::loaded).toList();
  }
}
