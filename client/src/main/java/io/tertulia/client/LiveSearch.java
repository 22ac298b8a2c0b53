package io.tertulia.client;

import io.tertulia.client.link.Turn;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A search: asks for pages until one is full. Its state belongs to the turn.
abstract class LiveSearch<T> implements Search<T> {
  private static final int FIRST = 3;
  private static final int MORE = 10;
  private static final int MAX = 50;

  private final TalkSession session;
  private final @Nullable SearchListener<T> listener;
  private String query = "";
  private @Nullable ConversationFilter filter;
  private final List<T> results = new ArrayList<>();
  private @Nullable Bound next;
  private boolean all = true;
  private @Nullable Call<T> running;

  /// A page that is being loaded.
  ///
  /// @param target how many results there will be
  private record Call<T>(int target, CompletableFuture<SearchState<T>> future) {}

  LiveSearch(TalkSession session, @Nullable SearchListener<T> listener) {
    this.session = session;
    this.listener = listener;
  }

  /// What to ask for.
  ///
  /// @param from where the page before ended; null for the first
  abstract Query ask(String text, @Nullable ConversationFilter in, @Nullable Bound from, int limit);

  /// What an answer shows.
  abstract List<T> read(ServerFrame.Results found);

  @Override
  public final CompletableFuture<SearchState<T>> setQuery(String text) {
    return setQuery(text, new SearchFilters(null));
  }

  @Override
  public final CompletableFuture<SearchState<T>> setQuery(String text, SearchFilters filters) {
    ConversationFilter in = filters.conversation();
    String flaw = in == null ? null : in.flaw();
    if (flaw != null) {
      return refused(flaw);
    }
    CompletableFuture<SearchState<T>> future = new CompletableFuture<>();
    session.core().turn().execute(() -> begin(text, in, future));
    return future;
  }

  @Override
  public final CompletableFuture<SearchState<T>> loadMore() {
    return loadMore(MORE);
  }

  @Override
  public final CompletableFuture<SearchState<T>> loadMore(int limit) {
    if (limit < 1 || limit > MAX) {
      return refused("limit: " + limit + " (expected: 1 to " + MAX + ")");
    }
    CompletableFuture<SearchState<T>> future = new CompletableFuture<>();
    session
        .core()
        .turn()
        .execute(() -> {
          if (running != null || all) {
            complete(future);
          } else {
            run(new Call<>(results.size() + limit, future));
          }
        });
    return future;
  }

  private void begin(
      String text, @Nullable ConversationFilter in, CompletableFuture<SearchState<T>> future) {
    Call<T> before = running;
    running = null;
    if (before != null) {
      fail(before, TalkException.of(ErrorCode.SUPERSEDED, "Another query took its place."));
    }
    query = text;
    filter = in;
    results.clear();
    next = null;
    all = text.isBlank();
    if (all) {
      show();
      complete(future);
    } else {
      run(new Call<>(FIRST, future));
    }
  }

  private void run(Call<T> call) {
    running = call;
    show();
    var ignored =
        call.future.whenComplete((state, failure) -> {
          if (call.future.isCancelled()) {
            session.core().turn().execute(() -> stop(call));
          }
        });
    page(call);
  }

  private void page(Call<T> call) {
    Query page = ask(query, filter, next, call.target - results.size());
    var ignored =
        session
            .request(Request.search(page, found -> found))
            .whenComplete((found, failure) ->
                session.core().turn().execute(() -> answered(call, found, failure)));
  }

  private void answered(
      Call<T> call, ServerFrame.@Nullable Results found, @Nullable Throwable failure) {
    if (!call.equals(running)) {
      return;
    }
    if (found == null) {
      running = null;
      show();
      fail(call, failure);
      return;
    }
    List<T> read = read(found);
    results.addAll(read);
    next = found.next();
    all = next == null;
    if (all || results.size() >= call.target) {
      running = null;
      show();
      complete(call.future);
    } else {
      if (!read.isEmpty()) {
        show();
      }
      page(call);
    }
  }

  private void stop(Call<T> call) {
    if (call.equals(running)) {
      running = null;
      show();
    }
  }

  private void show() {
    SearchListener<T> hears = listener;
    if (hears != null) {
      List<T> shown = List.copyOf(results);
      SearchStatus status =
          running != null
              ? SearchStatus.SEARCHING
              : all ? SearchStatus.LOADED_ALL : SearchStatus.CAN_LOAD_MORE;
      session.core().callbacks().execute(() -> Turn.guard(() -> hears.onResults(shown, status)));
    }
  }

  private void complete(CompletableFuture<SearchState<T>> future) {
    SearchState<T> state = new SearchState<>(results, all);
    session.core().callbacks().execute(() -> future.complete(state));
  }

  private void fail(Call<T> call, @Nullable Throwable failure) {
    Throwable cause =
        failure == null
            ? TalkException.of(ErrorCode.INTERNAL, "A search without an answer.")
            : failure;
    session.core().callbacks().execute(() -> call.future.completeExceptionally(cause));
  }

  private static <T> CompletableFuture<T> refused(String why) {
    CompletableFuture<T> future = new CompletableFuture<>();
    future.completeExceptionally(TalkException.of(ErrorCode.INVALID_ARGUMENT, why));
    return future;
  }
}
