package io.tertulia.testkit.law;

import java.util.concurrent.CompletableFuture;

/// A subscription as the law knows it.
interface Look {
  /// Its state: an [io.tertulia.client.Active], or another one, for people.
  Object state();

  /// Loads more of a list.
  CompletableFuture<?> loadMore(int count);

  void end();
}
