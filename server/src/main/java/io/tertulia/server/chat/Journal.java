package io.tertulia.server.chat;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;

/// How to take back what was done to plain collections and fields since the last mark. Owned by the
/// committing thread.
final class Journal {
  private final Deque<Runnable> undo = new ArrayDeque<>();

  void mark() {
    undo.clear();
  }

  void takeBack() {
    while (!undo.isEmpty()) {
      undo.pop().run();
    }
  }

  /// Notes how to take back what the caller does next.
  void note(Runnable how) {
    undo.push(how);
  }

  <K, V> void put(Map<K, V> map, K key, V value) {
    if (map.containsKey(key)) {
      V before = map.get(key);
      undo.push(() -> map.put(key, before));
    } else {
      undo.push(() -> map.remove(key));
    }
    map.put(key, value);
  }

  <K, V> void remove(Map<K, V> map, K key) {
    if (map.containsKey(key)) {
      V before = map.remove(key);
      undo.push(() -> map.put(key, before));
    }
  }

  <T> void add(Collection<T> set, T item) {
    if (set.add(item)) {
      undo.push(() -> set.remove(item));
    }
  }

  <T> void drop(Collection<T> set, T item) {
    if (set.remove(item)) {
      undo.push(() -> set.add(item));
    }
  }
}
