package io.tertulia.server.chat;

import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.server.delivery.InboxPage;
import io.tertulia.server.delivery.Reads;
import io.tertulia.server.delivery.UserNews;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Lets what was read wait a little before it is told, and says when nothing waits any more.
final class LateReads implements AutoCloseable {
  private final ScheduledExecutorService later = Executors.newScheduledThreadPool(2);
  private int waiting;

  Reads of(Reads reads) {
    return new Reads() {
      @Override
      public CompletionStage<Optional<String>> settle() {
        return late(reads.settle());
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
        return late(reads.conversation(wanted));
      }

      @Override
      public CompletionStage<Set<String>> memberships() {
        return late(reads.memberships());
      }

      @Override
      public CompletionStage<InboxPage> inbox(ClientFrame.FollowInbox wanted, Set<String> apart) {
        return late(reads.inbox(wanted, apart));
      }

      @Override
      public void check(Collection<String> userIds) {
        reads.check(userIds);
      }

      @Override
      public CompletionStage<UserNews> users(Map<String, Long> versions) {
        return late(reads.users(versions));
      }
    };
  }

  /// Returns when nothing is being read.
  synchronized void rest() throws InterruptedException {
    while (waiting > 0) {
      wait();
    }
  }

  @Override
  public void close() {
    later.shutdownNow();
  }

  @SuppressWarnings("FutureReturnValueIgnored")
  private <T> CompletionStage<T> late(CompletionStage<T> read) {
    begin();
    CompletableFuture<T> told = new CompletableFuture<>();
    read.whenComplete((value, failure) -> {
      int micros = ThreadLocalRandom.current().nextInt(600);
      later.schedule(
          () -> {
            if (failure == null) {
              told.complete(value);
            } else {
              told.completeExceptionally(failure);
            }
            end();
          },
          micros,
          TimeUnit.MICROSECONDS);
    });
    return told;
  }

  private synchronized void begin() {
    waiting++;
  }

  private synchronized void end() {
    waiting--;
    notifyAll();
  }
}
