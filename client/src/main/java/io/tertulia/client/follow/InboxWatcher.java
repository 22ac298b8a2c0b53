package io.tertulia.client.follow;

import io.tertulia.client.mirror.Reach;

/// Somebody who looks at the list of conversations.
public interface InboxWatcher extends Watcher {
  /// How far down the list is looked at.
  Reach reach();
}
