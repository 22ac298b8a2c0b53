package io.tertulia.client;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Gives the same ref for the same id as long as somebody holds it. Any thread; guarded by itself.
final class WeakRefs<R> {
  private final ReferenceQueue<R> collected = new ReferenceQueue<>();
  private final Map<String, Entry<R>> byId = new HashMap<>();

  private static final class Entry<R> extends WeakReference<R> {
    private final String id;

    Entry(String id, R ref, ReferenceQueue<R> queue) {
      super(ref, queue);
      this.id = id;
    }
  }

  synchronized R get(String id, Function<String, R> make) {
    for (Reference<? extends R> gone = collected.poll(); gone != null; gone = collected.poll()) {
      if (gone instanceof Entry<?> entry) {
        byId.remove(entry.id, entry);
      }
    }
    Entry<R> entry = byId.get(id);
    @Nullable R found = entry == null ? null : entry.get();
    if (found != null) {
      return found;
    }
    R made = make.apply(id);
    byId.put(id, new Entry<>(id, made, collected));
    return made;
  }
}
