package io.tertulia.client.mirror;

import io.tertulia.protocol.fact.Bound;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is known of a list, from the top down: all items at or above `from`, and perhaps some below
/// it. Belongs to the turn.
///
/// Windows are cut from it by a bound, so an item that is known for another reason than being in
/// the window is not shown.
public final class Shelf<F> {
  private final NavigableMap<Bound, F> items = new TreeMap<>();
  private @Nullable Bound from;
  private int total = -1;

  void put(Bound place, F item) {
    items.put(place, item);
  }

  void remove(Bound place) {
    items.remove(place);
  }

  /// The lower end of what is known without a gap; null when only single items are known.
  public @Nullable Bound from() {
    return from;
  }

  void from(@Nullable Bound bound) {
    from = bound;
  }

  /// How many items the whole list has; -1 when nobody has said.
  public int total() {
    return total;
  }

  /// Says how many items the whole list has. With as many known they may still be others: one went
  /// and nobody has said so yet, another came and is below what is known.
  void total(int count) {
    total = count;
  }

  /// Says how many items the whole list has at the very moment of which the items are: with as many
  /// known, all are, and that holds from now on, whatever comes.
  void totalNow(int count) {
    total(count);
    if (items.size() == count) {
      from = Bound.EVERYTHING;
    }
  }

  /// How many items are known.
  public int size() {
    return items.size();
  }

  /// The item at the top, or null.
  public @Nullable F top() {
    return items.isEmpty() ? null : items.firstEntry().getValue();
  }

  /// Says whether every item of the list is known.
  public boolean complete() {
    return from != null && from.everything();
  }

  /// The window that ends at `bound`, from the top down.
  public List<F> window(Bound bound) {
    return List.copyOf(items.headMap(bound, true).values());
  }

  /// How many more items than are known without a gap are needed to have `wanted` from the top.
  public int missing(int wanted) {
    return complete() ? 0 : Math.max(0, wanted - known().size());
  }

  /// How many more items are needed to have `wanted` below `bound`.
  int missingBelow(Bound bound, int wanted) {
    return complete() ? 0 : Math.max(0, wanted - below(bound).size());
  }

  /// How many items are known without a gap below `bound`.
  int countBelow(Bound bound) {
    return below(bound).size();
  }

  /// The window of the `count` topmost items, or of all when there are no more.
  Bound first(int count) {
    return nth(known(), count);
  }

  /// The window that goes `count` items further down than `bound`, or that of all when there are no
  /// more.
  Bound further(Bound bound, int count) {
    return nth(below(bound), count);
  }

  private Bound nth(NavigableMap<Bound, F> part, int count) {
    if (complete() && part.size() <= count) {
      return Bound.EVERYTHING;
    }
    int left = count;
    for (Bound place : part.keySet()) {
      if (--left == 0) {
        return place;
      }
    }
    throw new IllegalStateException(
        "items: " + part.size() + " (expected: at least " + count + ")");
  }

  private NavigableMap<Bound, F> known() {
    if (complete()) {
      return items;
    }
    return from == null ? new TreeMap<>() : items.headMap(from, true);
  }

  private NavigableMap<Bound, F> below(Bound bound) {
    NavigableMap<Bound, F> known = known();
    if (known.isEmpty() || (from != null && !complete() && bound.compareTo(from) >= 0)) {
      return new TreeMap<>();
    }
    return known.tailMap(bound, false);
  }
}
