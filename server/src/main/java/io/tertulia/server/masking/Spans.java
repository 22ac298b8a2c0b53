package io.tertulia.server.masking;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Stretches of a text, in order; those that overlap are one.
final class Spans {
  private final NavigableMap<Integer, Integer> ends = new TreeMap<>();

  /// @param end exclusive; nothing is added unless it is behind the start
  void add(int start, int end) {
    if (start >= end) {
      return;
    }
    int from = start;
    int to = end;
    Map.Entry<Integer, Integer> before = ends.floorEntry(start);
    if (before != null && before.getValue() > start) {
      from = before.getKey();
      to = Math.max(to, before.getValue());
    }
    Map.Entry<Integer, Integer> next = ends.higherEntry(from);
    while (next != null && next.getKey() < to) {
      to = Math.max(to, next.getValue());
      ends.remove(next.getKey());
      next = ends.higherEntry(from);
    }
    ends.put(from, to);
  }

  boolean isEmpty() {
    return ends.isEmpty();
  }

  /// Says whether a stretch lies in one of these.
  boolean cover(int start, int end) {
    Map.Entry<Integer, Integer> before = ends.floorEntry(start);
    return before != null && before.getValue() >= end;
  }

  /// The first that ends behind a place, as start and end; null when none does.
  Map.@Nullable Entry<Integer, Integer> after(int place) {
    Map.Entry<Integer, Integer> before = ends.floorEntry(place);
    return before != null && before.getValue() > place ? before : ends.higherEntry(place);
  }
}
