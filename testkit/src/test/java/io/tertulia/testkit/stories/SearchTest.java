package io.tertulia.testkit.stories;

import static io.tertulia.testkit.stories.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.ConversationSnapshot;
import io.tertulia.client.SearchFilters;
import io.tertulia.client.SearchMessageSnapshot;
import io.tertulia.client.SearchState;
import io.tertulia.client.SearchStatus;
import io.tertulia.client.SendTextMessageParams;
import io.tertulia.client.SetConversationParams;
import io.tertulia.client.TalkSession;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.protocol.filter.StringFilter;
import io.tertulia.testkit.People;
import io.tertulia.testkit.Recorder;
import io.tertulia.testkit.TertuliaExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TertuliaExtension.class)
class SearchTest {
  private static List<String> texts(SearchState<SearchMessageSnapshot> state) {
    return state.results().stream().map(found -> found.message().plaintext()).toList();
  }

  @Test
  void messages_are_found_newest_first_and_shown_like_everywhere(People people) {
    people.conversation("lunch", "alice", "bob");
    people.conversation("dinner", "alice", "bob");
    people.conversation("secret", "bob");
    TalkSession alice = people.session("alice");
    var bread = people.session("bob").conversation("lunch").send("Fresh bread!").join();
    people.session("bob").conversation("secret").send("secret bread").join();
    alice
        .conversation("lunch")
        .send(SendTextMessageParams.builder("Bread, again?").replyTo(bread.id()).build())
        .join();
    people.session("bob").conversation("dinner").send("*bread* and butter").join();
    var search = alice.searchMessages(null);
    var state = search.setQuery("(BREAD)").join();
    assertThat(texts(state)).containsExactly("bread and butter", "Bread, again?", "Fresh bread!");
    assertThat(state.loadedAll()).isTrue();
    SearchMessageSnapshot reply = state.results().get(1);
    assertThat(reply.conversation()).isEqualTo(alice.conversation("lunch").get().join().get());
    assertThat(reply.message())
        .isEqualTo(alice.conversation("lunch").message(reply.message().id()).get().join().get());
    assertThat(texts(search.setQuery("fresh bread").join())).containsExactly("Fresh bread!");
  }

  @Test
  void pages_begin_with_three_and_grow_on_request(People people) {
    people.conversation("lunch", "alice");
    TalkSession alice = people.session("alice");
    for (int i = 0; i < 20; i++) {
      alice.conversation("lunch").send("bread " + i).join();
    }
    var heard = new Recorder<String>();
    var search =
        alice.searchMessages((results, status) -> heard.accept(results.size() + " " + status));
    assertThat(texts(search.setQuery("bread").join()))
        .containsExactly("bread 19", "bread 18", "bread 17");
    assertThat(search.loadMore(5).join().results()).hasSize(8);
    assertThat(search.loadMore().join().results()).hasSize(18);
    assertThat(search.loadMore().join().loadedAll()).isTrue();
    assertThat(search.loadMore().join().results()).hasSize(20);
    assertThat(heard.all()).startsWith("0 " + SearchStatus.SEARCHING, "3 CAN_LOAD_MORE");
    assertThat(heard.all()).endsWith("20 " + SearchStatus.LOADED_ALL);
    assertThat(search.setQuery("").join()).isEqualTo(new SearchState<>(List.of(), true));
    assertRefused(search.loadMore(51), ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void a_search_may_look_in_some_conversations_only(People people) {
    people.conversation("lunch", "alice", "bob");
    people.conversation("dinner", "alice", "bob");
    people.session("bob").conversation("lunch").send("bread").join();
    people
        .session("bob")
        .conversation("dinner")
        .set(SetConversationParams.builder().subject("Dinner").build())
        .join();
    people.session("bob").conversation("dinner").send("bread too").join();
    var search = people.session("alice").searchMessages(null);
    var named =
        SearchFilters.of(ConversationFilter.where().subject(StringFilter.eq("Dinner")).build());
    assertThat(texts(search.setQuery("bread", named).join())).containsExactly("bread too");
    assertRefused(
        search.setQuery("bread", SearchFilters.of(ConversationFilter.any())),
        ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void conversations_are_found_by_subject_or_by_what_they_say_of_themselves(People people) {
    for (int i = 0; i < 12; i++) {
      people.conversation("c" + i, "alice");
    }
    TalkSession alice = people.session("alice");
    for (int i = 0; i < 10; i++) {
      var change = SetConversationParams.builder();
      change = i % 2 == 0 ? change.subject("Fresh bread") : change.custom("search", "fresh bread");
      alice.conversation("c" + i).set(change.build()).join();
    }
    alice.conversation("c3").send("newest").join();
    var search = alice.searchConversations(null);
    var first = search.setQuery("bread fresh").join();
    assertThat(first.results()).hasSize(3);
    assertThat(first.results().getFirst()).isEqualTo(alice.conversation("c3").get().join().get());
    var all = search.loadMore().join();
    assertThat(all.results().stream().map(ConversationSnapshot::id))
        .hasSize(10)
        .doesNotHaveDuplicates();
    assertThat(all.loadedAll()).isTrue();
  }

  @Test
  void another_query_supersedes_the_one_before(People people) {
    people.conversation("lunch", "alice");
    TalkSession alice = people.session("alice");
    alice.conversation("lunch").send("bread").join();
    var search = alice.searchMessages(null);
    var first = search.setQuery("milk");
    var second = search.setQuery("bread");
    assertThat(texts(second.join())).containsExactly("bread");
    assertRefused(first, ErrorCode.SUPERSEDED);
  }
}
