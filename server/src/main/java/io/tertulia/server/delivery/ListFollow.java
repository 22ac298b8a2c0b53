package io.tertulia.server.delivery;

import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.frame.ClientFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One connection's requests for the list, answered one after the other. Guarded by its follower's
/// monitor.
///
/// A client that follows the list no longer forgets its requests, and so do we: a page that was
/// read for one of them must not count as told.
final class ListFollow {
  private final Follower follower;
  private final Follows follows;
  private final Reads reads;
  private final Outlet outlet;
  private @Nullable Deque<ClientFrame.FollowInbox> waiting;
  private boolean reading;
  private long round;

  ListFollow(Follower follower, Follows follows, Reads reads, Outlet outlet) {
    this.follower = follower;
    this.follows = follows;
    this.reads = reads;
    this.outlet = outlet;
  }

  void follow(ClientFrame.FollowInbox request) {
    synchronized (follower) {
      if (follower.closed()) {
        return;
      }
      follows.startInbox();
      waiting = waiting == null ? new ArrayDeque<>(1) : waiting;
      waiting.add(request);
      follower.waits(1);
    }
    answerNext();
  }

  /// Called inside the monitor.
  void end() {
    if (waiting != null) {
      follower.waits(-waiting.size());
      waiting = null;
    }
    reading = false;
    follows.endInbox();
  }

  /// Reads for the request that waits longest, unless one is being answered.
  private void answerNext() {
    ClientFrame.FollowInbox request;
    long now;
    boolean joined;
    synchronized (follower) {
      request = reading || waiting == null ? null : waiting.poll();
      if (request == null) {
        return;
      }
      follower.waits(-1);
      reading = true;
      now = ++round;
      joined = follows.listed();
    }
    // Whoever has been told the list follows all of it; who comes in later is let in one by one.
    (joined ? CompletableFuture.completedStage(Set.<String>of()) : reads.memberships())
        .thenCompose(members -> reads.inbox(request, join(now, members)))
        .whenComplete((page, failure) -> {
          if (failure == null) {
            release(now, request.id(), page);
          } else {
            refuse(now, request.id(), Refusals.of(failure));
          }
        });
  }

  private Set<String> join(long of, Set<String> members) {
    synchronized (follower) {
      return isAwaited(of) ? follows.joinInbox(members) : Set.of();
    }
  }

  private void release(long of, long id, InboxPage page) {
    List<Follow> toRead = new ArrayList<>();
    synchronized (follower) {
      if (!isAwaited(of)) {
        return;
      }
      reading = false;
      follows.releaseInbox(id, page, toRead);
    }
    toRead.forEach(follower::refresh);
    answerNext();
  }

  private void refuse(long of, long id, Refusal refusal) {
    synchronized (follower) {
      if (isAwaited(of)) {
        outlet.refuse(id, refusal);
        end();
      }
    }
  }

  private boolean isAwaited(long of) {
    return reading && round == of;
  }
}
