package io.tertulia.client;

import static io.tertulia.client.mirror.Facts.READ;
import static io.tertulia.client.mirror.Facts.at;
import static io.tertulia.client.mirror.Facts.basics;
import static io.tertulia.client.mirror.Facts.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SearchTest {
  private final Stage stage = new Stage();
  private final TalkSession session = stage.session();
  private final List<String> heard = new ArrayList<>();
  private final MessageSearch search =
      session.searchMessages((results, status) -> heard.add(ids(results) + " " + status));

  private static List<String> ids(List<SearchMessageSnapshot> results) {
    return results.stream().map(found -> found.message().id()).toList();
  }

  /// Messages of one conversation, from the newest to the oldest.
  private static ServerFrame.Results results(
      long id, int newest, int oldest, @Nullable Bound next) {
    List<Fact> put = new ArrayList<>(basics("c", 10, 100, 2));
    List<ServerFrame.Hit> hits = new ArrayList<>();
    for (int number :
        IntStream.rangeClosed(oldest, newest).map(n -> newest + oldest - n).toArray()) {
      put.add(message(number, 1, "bob"));
      hits.add(new ServerFrame.Hit("c", "m" + number));
    }
    var state = new ConversationState("c", at(10), true, put, List.of(), READ, null, null);
    return new ServerFrame.Results(id, hits, hits.isEmpty() ? List.of() : List.of(state), next);
  }

  private static Query.SearchMessages query(ClientFrame.Ask ask) {
    return (Query.SearchMessages) ask.query();
  }

  private static ErrorCode code(CompletableFuture<?> future) {
    assertThat(future).isCompletedExceptionally();
    try {
      future.join();
      throw new AssertionError("not refused");
    } catch (CompletionException e) {
      return ((TalkException) e.getCause()).code();
    }
  }

  @Test
  void pages_are_asked_for_until_one_is_full() {
    var first = search.setQuery("bread");
    FakeLine line = stage.welcome();
    var ask = line.take(ClientFrame.Ask.class);
    assertThat(query(ask)).isEqualTo(new Query.SearchMessages("bread", null, null, 3));
    line.tell(results(ask.id(), 9, 9, new Bound(9, "1")));
    assertThat(first).isNotDone();
    var further = line.take(ClientFrame.Ask.class);
    assertThat(query(further))
        .isEqualTo(new Query.SearchMessages("bread", null, new Bound(9, "1"), 2));
    line.tell(results(further.id(), 8, 7, new Bound(7, "1")));
    assertThat(first.join().loadedAll()).isFalse();
    assertThat(ids(first.join().results())).containsExactly("m9", "m8", "m7");
    var more = search.loadMore();
    stage.run();
    var last = line.take(ClientFrame.Ask.class);
    assertThat(query(last).limit()).isEqualTo(10);
    line.tell(results(last.id(), 6, 6, null));
    assertThat(ids(more.join().results())).containsExactly("m9", "m8", "m7", "m6");
    assertThat(more.join().loadedAll()).isTrue();
    assertThat(heard)
        .containsExactly(
            "[] SEARCHING",
            "[m9] SEARCHING",
            "[m9, m8, m7] CAN_LOAD_MORE",
            "[m9, m8, m7] SEARCHING",
            "[m9, m8, m7, m6] LOADED_ALL");
  }

  @Test
  void more_of_a_search_that_is_running_or_complete_is_what_there_is() {
    assertThat(loaded(search.loadMore())).isEqualTo(new SearchState<>(List.of(), true));
    var first = search.setQuery("bread");
    var more = search.loadMore(50);
    FakeLine line = stage.welcome();
    assertThat(more.join()).isEqualTo(new SearchState<>(List.of(), false));
    var ask = line.take(ClientFrame.Ask.class);
    assertThat(line.rest()).isEmpty();
    line.tell(results(ask.id(), 2, 1, null));
    assertThat(first.join().loadedAll()).isTrue();
    int calls = heard.size();
    assertThat(loaded(search.loadMore())).isEqualTo(first.join());
    assertThat(line.rest()).isEmpty();
    assertThat(heard).hasSize(calls);
  }

  @Test
  void another_query_takes_the_place_of_the_one_before() {
    var first = search.setQuery("bread");
    FakeLine line = stage.welcome();
    var ask = line.take(ClientFrame.Ask.class);
    var second = search.setQuery("milk", SearchFilters.of(ConversationFilter.where().build()));
    stage.run();
    assertThat(code(first)).isEqualTo(ErrorCode.SUPERSEDED);
    line.tell(results(ask.id(), 9, 7, new Bound(7, "1")));
    assertThat(second).isNotDone();
    var next = line.take(ClientFrame.Ask.class);
    assertThat(query(next).filter()).isEqualTo(ConversationFilter.where().build());
    line.tell(results(next.id(), 2, 2, null));
    assertThat(ids(second.join().results())).containsExactly("m2");
  }

  @Test
  void a_blank_query_finds_nothing_and_asks_nobody() {
    var first = search.setQuery(" \t");
    stage.run();
    assertThat(first.join()).isEqualTo(new SearchState<>(List.of(), true));
    assertThat(stage.lines).isEmpty();
    assertThat(heard).containsExactly("[] LOADED_ALL");
  }

  @Test
  void what_cannot_be_asked_is_refused() {
    assertThat(code(search.loadMore(0))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(code(search.loadMore(51))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(code(search.setQuery("x", SearchFilters.of(ConversationFilter.any()))))
        .isEqualTo(ErrorCode.INVALID_ARGUMENT);
    var first = search.setQuery("x");
    FakeLine line = stage.welcome();
    var ask = line.take(ClientFrame.Ask.class);
    line.tell(new ServerFrame.Refused(ask.id(), ErrorCode.INVALID_ARGUMENT, "no"));
    assertThat(code(first)).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(heard.get(heard.size() - 1)).isEqualTo("[] CAN_LOAD_MORE");
  }

  @Test
  void a_cancelled_search_ends() {
    var first = search.setQuery("bread");
    FakeLine line = stage.welcome();
    var ask = line.take(ClientFrame.Ask.class);
    first.cancel(true);
    stage.run();
    line.tell(results(ask.id(), 9, 9, new Bound(9, "1")));
    assertThat(line.rest()).isEmpty();
    assertThat(heard).containsExactly("[] SEARCHING", "[] CAN_LOAD_MORE");
  }

  @Test
  void a_search_goes_on_after_a_cut() {
    var first = search.setQuery("bread");
    stage.welcome().take(ClientFrame.Ask.class);
    stage.cut();
    FakeLine line = stage.welcome();
    line.tell(results(line.take(ClientFrame.Ask.class).id(), 2, 1, null));
    assertThat(ids(first.join().results())).containsExactly("m2", "m1");
  }

  @Test
  void a_closed_session_searches_no_more() {
    session.close();
    stage.run();
    var first = search.setQuery("bread");
    stage.run();
    assertThatThrownBy(first::join).hasMessageContaining("SESSION_CLOSED");
  }

  private <T> T loaded(CompletableFuture<T> future) {
    stage.run();
    return future.join();
  }
}
