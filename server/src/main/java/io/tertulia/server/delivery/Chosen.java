package io.tertulia.server.delivery;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The conversations that one connection follows by themselves, in the order in which that began.
/// Guarded by its follower's monitor.
final class Chosen {
  private final List<Follow> follows = new ArrayList<>(1);

  void add(Follow follow) {
    follows.add(follow);
  }

  void remove(Follow follow) {
    follows.remove(follow);
  }

  int size() {
    return follows.size();
  }

  /// The last one that the user takes part in; null when there is none.
  @Nullable TopicId last() {
    for (Follow follow : follows.reversed()) {
      if (follow.state == Follow.State.LIVE) {
        return follow.topic();
      }
    }
    return null;
  }
}
