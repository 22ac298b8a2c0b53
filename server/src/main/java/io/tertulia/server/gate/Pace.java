package io.tertulia.server.gate;

import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.server.delivery.InboxPage;
import io.tertulia.server.delivery.Reads;
import io.tertulia.server.delivery.UserNews;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// How many requests of one connection are not answered yet, and until when the next one has to
/// wait. Safe for use by any thread.
///
/// It is full at its limit, and eased when half of that is answered; and it is full while its user
/// goes too fast.
@SuppressWarnings("FutureReturnValueIgnored") // Failures are told to the client.
final class Pace {
  private final AtomicInteger open = new AtomicInteger();
  private final int max;
  private final Runnable eased;
  private volatile long heldUntil = System.nanoTime();

  /// @param eased is told when half of the limit, and when nothing, is left; on any thread
  Pace(int max, Runnable eased) {
    this.max = max;
    this.eased = eased;
  }

  void begin() {
    open.incrementAndGet();
  }

  void end() {
    int left = open.decrementAndGet();
    if (left == 0 || left == max / 2) {
      eased.run();
    }
  }

  /// Is full for so many nanoseconds; nobody is told when that is over.
  void hold(long nanos) {
    if (nanos > 0) {
      heldUntil = System.nanoTime() + nanos;
    }
  }

  boolean full() {
    return open.get() >= max || isHeld();
  }

  boolean easy() {
    return open.get() <= max / 2 && !isHeld();
  }

  private boolean isHeld() {
    return System.nanoTime() - heldUntil < 0;
  }

  boolean idle() {
    return open.get() == 0;
  }

  /// The same reads, counted while they run.
  Reads counting(Reads reads) {
    return new Counted(reads);
  }

  private <T> CompletionStage<T> count(CompletionStage<T> read) {
    begin();
    read.whenComplete((found, failure) -> end());
    return read;
  }

  /// Reads that are requests not answered yet while they run.
  private final class Counted implements Reads {
    private final Reads reads;

    private Counted(Reads reads) {
      this.reads = reads;
    }

    @Override
    public CompletionStage<Optional<String>> settle() {
      return count(reads.settle());
    }

    @Override
    public @Nullable Object view() {
      return reads.view();
    }

    @Override
    public boolean visible() {
      return reads.visible();
    }

    @Override
    public CompletionStage<Optional<ConversationState>> conversation(
        ClientFrame.FollowConversation wanted) {
      return count(reads.conversation(wanted));
    }

    @Override
    public CompletionStage<Set<String>> memberships() {
      return count(reads.memberships());
    }

    @Override
    public CompletionStage<InboxPage> inbox(ClientFrame.FollowInbox wanted, Set<String> apart) {
      return count(reads.inbox(wanted, apart));
    }

    @Override
    public void check(Collection<String> userIds) {
      reads.check(userIds);
    }

    @Override
    public CompletionStage<UserNews> users(Map<String, Long> versions) {
      return count(reads.users(versions));
    }
  }
}
