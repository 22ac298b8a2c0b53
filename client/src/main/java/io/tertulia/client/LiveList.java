package io.tertulia.client;

import io.tertulia.client.mirror.Reach;
import io.tertulia.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A subscription to a list with a window. The window and the calls for more belong to the turn.
abstract class LiveList<E> extends LiveSubscription<List<E>> implements ListSubscription<E> {
  private final Page page;
  private final Reach reach;

  /// Calls for more that were not answered, by their number.
  private final Map<Long, CompletableFuture<Void>> calls = new TreeMap<>();

  private final List<Runnable> loaded = new ArrayList<>();
  private long lastCall;

  /// How many items a list begins with, how many `loadMore` loads, and how many at most.
  ///
  /// @param ahead how many items below the window should be known, when nobody counts the list
  record Page(int first, int more, int max, int ahead) {
    Page(int first, int more, int max) {
      this(first, more, max, 0);
    }
  }

  LiveList(Session session, Page page, @Nullable ListListener<E> listener) {
    super(
        session,
        active -> {
          if (listener != null) {
            listener.onSnapshot(active.latestSnapshot(), active.loadedAll());
          }
        });
    this.page = page;
    this.reach = new Reach(page.first, page.ahead);
  }

  @Override
  public final CompletableFuture<Void> loadMore() {
    return loadMore(page.more);
  }

  @Override
  public final CompletableFuture<Void> loadMore(int count) {
    CompletableFuture<Void> call = new CompletableFuture<>();
    if (count < 1 || count > page.max) {
      call.completeExceptionally(
          TalkException.of(
              ErrorCode.INVALID_ARGUMENT,
              "count: " + count + " (expected: 1 to " + page.max + ")"));
    } else {
      session().turn().execute(() -> more(count, call));
    }
    return call;
  }

  final Reach window() {
    return reach;
  }

  /// The calls behind these have been answered, as soon as what is to be seen was offered.
  final void answered(List<Runnable> done) {
    loaded.addAll(done);
  }

  /// Nothing is to be seen.
  final Active<List<E>> nothing() {
    reach.reset();
    answered(reach.giveUp());
    return new Active<>(null, true);
  }

  @Override
  final void looked() {
    if (!loaded.isEmpty()) {
      List<Runnable> done = List.copyOf(loaded);
      loaded.clear();
      // Behind the delivery, which waits on the same executor already.
      session().callbacks().execute(() -> done.forEach(Runnable::run));
    }
  }

  @Override
  final void stopped() {
    reach.giveUp();
    List<CompletableFuture<Void>> waiting = List.copyOf(calls.values());
    calls.clear();
    TalkException ended =
        TalkException.of(ErrorCode.SUBSCRIPTION_ENDED, "The subscription has ended.");
    waiting.forEach(call -> session().callbacks().execute(() -> call.completeExceptionally(ended)));
  }

  /// Asks for a look at the list.
  abstract void touch();

  private void more(int count, CompletableFuture<Void> call) {
    long number = ++lastCall;
    calls.put(number, call);
    if (over()) {
      stopped();
      return;
    }
    reach.more(count, () -> finish(number, call));
    touch();
  }

  @SuppressWarnings("NullAway") // The only value of a Void.
  private void finish(long number, CompletableFuture<Void> call) {
    call.complete(null);
    session().turn().execute(() -> calls.remove(number));
  }
}
