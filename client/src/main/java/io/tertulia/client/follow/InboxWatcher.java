package io.tertulia.client.follow;

import io.tertulia.client.mirror.Reach;
import io.tertulia.protocol.filter.ConversationFilter;
import org.jspecify.annotations.Nullable;

/// Somebody who looks at the list of conversations, or at those of it that match a filter.
public interface InboxWatcher extends Watcher {
  /// Which conversations are looked at; null for all.
  @Nullable ConversationFilter filter();

  /// How far down the list is looked at.
  Reach reach();
}
