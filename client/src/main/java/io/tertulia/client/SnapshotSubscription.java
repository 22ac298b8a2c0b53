package io.tertulia.client;

import java.util.concurrent.CompletableFuture;

/// A live stream of snapshots. Keeps its session alive, and connected, until it ends.
///
/// | State | Event | becomes |
/// | --- | --- | --- |
/// | [Pending] | the first snapshot | [Active] |
/// | [Active] | another snapshot | [Active] with that one |
/// | either | [#unsubscribe], or the session is closed | [Unsubscribed] |
/// | either | an error that cannot be recovered | [Failed] |
///
/// For each snapshot, in this order: the state is set, the callback runs, `connected` and
/// `loadMore` futures complete. Callbacks of one session run one after the other, never inside the
/// call that subscribed. When a callback takes long, it sees only the newest of the snapshots that
/// came meanwhile. What it throws goes to its thread's handler of uncaught exceptions and ends
/// nothing. The loss of the network changes nothing here: the subscription stays as it is and hears
/// of the difference when the network is back.
///
/// @param <S> the snapshots
public interface SnapshotSubscription<S> extends TalkSubscription {
  /// How it stands. Set just before the callback runs.
  SubscriptionState<S> state();

  /// Completes behind the callback of the first snapshot; fails when the subscription ends before,
  /// with [io.tertulia.protocol.ErrorCode#SUBSCRIPTION_ENDED] or the error that ended it. Each call
  /// gives a future of its own.
  CompletableFuture<Active<S>> connected();

  /// Completes when the subscription has ended; never fails. Each call gives a future of its own.
  CompletableFuture<TerminalState> terminated();
}
