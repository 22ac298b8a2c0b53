package io.tertulia.client;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Remembers what a subscription told.
final class Recorder<E> implements ListListener<E> {
  final List<@Nullable List<E>> snapshots = new ArrayList<>();
  final List<Boolean> loadedAll = new ArrayList<>();

  @Override
  public void onSnapshot(@Nullable List<E> snapshot, boolean all) {
    snapshots.add(snapshot);
    loadedAll.add(all);
  }

  List<E> last() {
    return snapshots.get(snapshots.size() - 1);
  }

  boolean all() {
    return loadedAll.get(loadedAll.size() - 1);
  }
}
