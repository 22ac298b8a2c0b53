package io.tertulia.client;

import io.tertulia.client.mirror.Reach;
import io.tertulia.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A subscription to a list with a window. The window and the calls for more belong to the turn.
abstract class LiveList<E> extends LiveSubscription<List<E>> implements ListSubscription<E> {
  private final Page page;
  private final Reach reach;
  private final Set<CompletableFuture<@Nullable Void>> calls = new LinkedHashSet<>();
  private final List<Runnable> loaded = new ArrayList<>();

  /// How many items a list begins with, how many `loadMore` loads, and how many at most.
  record Page(int first, int more, int max) {}

  LiveList(Session session, Page page, @Nullable ListListener<E> listener) {
    super(
        session,
        active -> {
          if (listener != null) {
            listener.onSnapshot(active.latestSnapshot(), active.loadedAll());
          }
        });
    this.page = page;
    this.reach = new Reach(page.first);
  }

  @Override
  public final CompletableFuture<@Nullable Void> loadMore() {
    return loadMore(page.more);
  }

  @Override
  public final CompletableFuture<@Nullable Void> loadMore(int count) {
    CompletableFuture<@Nullable Void> call = new CompletableFuture<>();
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
    List<CompletableFuture<@Nullable Void>> waiting = List.copyOf(calls);
    calls.clear();
    TalkException ended =
        TalkException.of(ErrorCode.SUBSCRIPTION_ENDED, "The subscription has ended.");
    waiting.forEach(
        call -> session().callbacks().execute(() -> call.completeExceptionally(ended)));
  }

  /// Asks for a look at the list.
  abstract void touch();

  private void more(int count, CompletableFuture<@Nullable Void> call) {
    calls.add(call);
    if (over()) {
      stopped();
      return;
    }
    reach.more(count, () -> finish(call));
    touch();
  }

  private void finish(CompletableFuture<@Nullable Void> call) {
    call.complete(null);
    session().turn().execute(() -> calls.remove(call));
  }
}
