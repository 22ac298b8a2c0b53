package io.tertulia.client;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A live list that begins with a window of the newest items and can be asked for older ones; those
/// who reacted begin with the earliest, and later ones can be asked for.
///
/// New items enter the window as they come, and deleted ones leave it; nothing else changes it but
/// [#loadMore]. Each subscription has a window of its own.
///
/// @param <E> the items
public interface ListSubscription<E> extends SnapshotSubscription<List<E>> {
  /// Loads as many more as the kind of list loads by default; see [#loadMore(int)].
  CompletableFuture<Void> loadMore();

  /// Loads older items.
  ///
  /// The count is from what was loaded when the call was made; calls at the same time do not add
  /// up. The future completes when they, or all there are, are loaded, behind the callback with the
  /// larger list; at once when all are loaded or the snapshot is null. While the subscription is
  /// pending the call waits. Do not join the future in a callback: the callback that it waits for
  /// comes after.
  ///
  /// @param count 1 to 100 messages or reactions, 50 participants or 30 conversations; the future
  ///   fails with [io.tertulia.protocol.ErrorCode#INVALID_ARGUMENT] otherwise, and with
  ///   [io.tertulia.protocol.ErrorCode#SUBSCRIPTION_ENDED] when the subscription ends before
  CompletableFuture<Void> loadMore(int count);
}
