package io.tertulia.client.follow;

import io.tertulia.client.link.Failure;

/// Somebody who looks at the mirror. Called on the turn.
public interface Watcher {
  /// Looks again: something it shows may have changed.
  void refresh();

  /// What it looks at will never come; it is not told anything from now on.
  void fail(Failure failure);
}
