package io.tertulia.testkit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.ConversationListOptions;
import io.tertulia.client.ConversationSnapshot;
import io.tertulia.client.Failed;
import io.tertulia.client.SetConversationParams;
import io.tertulia.client.TalkSession;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.protocol.filter.StringFilter;
import io.tertulia.testkit.ListRecorder;
import io.tertulia.testkit.People;
import io.tertulia.testkit.Scissors;
import io.tertulia.testkit.TertuliaExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TertuliaExtension.class)
class FilteredListTest {
  private static final ConversationListOptions UNREAD =
      ConversationListOptions.of(ConversationFilter.where().isUnread(true).build());

  private static final ConversationListOptions OPEN =
      ConversationListOptions.of(
          ConversationFilter.where().custom("state", StringFilter.ne("closed")).build());

  private static List<String> ids(ListRecorder.Page<ConversationSnapshot> page) {
    return page.items().stream().map(ConversationSnapshot::id).toList();
  }

  private static void close(People people, String conversation) {
    people
        .session("bob")
        .conversation(conversation)
        .set(SetConversationParams.builder().custom("state", "closed").build())
        .join();
  }

  @Test
  void a_conversation_enters_when_it_matches_and_leaves_when_it_does_no_longer(People people) {
    people.conversation("lunch", "alice", "bob");
    people.conversation("dinner", "alice", "bob");
    var seen = new ListRecorder<ConversationSnapshot>();
    TalkSession alice = people.session("alice");
    alice.subscribeConversations(UNREAD, seen);
    assertThat(seen.next()).isEqualTo(new ListRecorder.Page<>(List.of(), true));
    people.session("bob").conversation("lunch").send("Hungry?").join();
    seen.awaitUntil(page -> ids(page).equals(List.of("lunch")));
    people.session("bob").conversation("dinner").send("Or later?").join();
    seen.awaitUntil(page -> ids(page).equals(List.of("dinner", "lunch")));
    alice.conversation("lunch").markAsRead().join();
    seen.awaitUntil(page -> ids(page).equals(List.of("dinner")));
    alice.conversation("lunch").markAsUnread().join();
    seen.awaitUntil(page -> ids(page).equals(List.of("dinner", "lunch")));
    alice.conversation("dinner").participant("alice").delete().join();
    var last = seen.awaitUntil(page -> ids(page).equals(List.of("lunch")));
    assertThat(last.loadedAll()).isTrue();
  }

  @Test
  void a_list_of_what_matches_begins_with_twenty_and_grows_on_request(People people) {
    people.create("bob");
    for (int i = 0; i < 70; i++) {
      people.conversation("c" + i, "alice", "bob");
    }
    for (int i = 0; i < 70; i += 2) {
      close(people, "c" + i);
    }
    var seen = new ListRecorder<ConversationSnapshot>();
    var list = people.session("alice").subscribeConversations(OPEN, seen);
    var first = seen.next();
    assertThat(ids(first)).hasSize(20).contains("c69", "c31").doesNotContain("c30", "c29");
    assertThat(first.loadedAll()).isFalse();
    list.loadMore(10).join();
    assertThat(seen.next().size()).isEqualTo(30);
    list.loadMore().join();
    var all = seen.awaitUntil(page -> page.size() == 35);
    assertThat(all.loadedAll()).isTrue();
    people.session("bob").conversation("c2").send("open again").join();
    people
        .session("bob")
        .conversation("c2")
        .set(SetConversationParams.builder().custom("state", "open").build())
        .join();
    assertThat(ids(seen.awaitUntil(page -> page.size() == 36))).startsWith("c2");
  }

  @Test
  void that_nothing_is_left_below_the_window_shows_without_asking(People people) {
    people.create("bob");
    for (int i = 0; i < 22; i++) {
      people.conversation("c" + i, "alice", "bob");
    }
    var seen = new ListRecorder<ConversationSnapshot>();
    people.session("alice").subscribeConversations(OPEN, seen);
    assertThat(seen.next().loadedAll()).isFalse();
    close(people, "c0");
    close(people, "c1");
    var all = seen.awaitUntil(ListRecorder.Page::loadedAll);
    assertThat(all.size()).isEqualTo(20);
  }

  @Test
  void what_changed_while_the_line_was_down_is_seen_also_below_what_was_known(People people) {
    people.create("bob");
    for (int i = 0; i < 45; i++) {
      people.conversation("c" + i, "alice", "bob");
      if (i < 40) {
        close(people, "c" + i);
      }
    }
    Scissors scissors = people.scissors();
    TalkSession alice = people.session("alice", scissors);
    var seen = new ListRecorder<ConversationSnapshot>();
    var open = alice.subscribeConversations(OPEN, seen);
    var whole = alice.subscribeConversations();
    assertThat(ids(seen.next())).containsExactly("c44", "c43", "c42", "c41", "c40");
    whole.connected().join();
    scissors.refuse();
    scissors.cut();
    close(people, "c43");
    people
        .session("bob")
        .conversation("c3")
        .set(SetConversationParams.builder().custom("state", "open").build())
        .join();
    scissors.heal();
    seen.awaitUntil(page -> ids(page).equals(List.of("c44", "c42", "c41", "c40", "c3")));
    open.unsubscribe();
    assertThat(whole.state()).isNotNull();
  }

  @Test
  void lists_with_several_filters_live_beside_each_other(People people) {
    people.conversation("lunch", "alice", "bob");
    people.conversation("dinner", "alice", "bob");
    TalkSession alice = people.session("alice");
    var unread = new ListRecorder<ConversationSnapshot>();
    var open = new ListRecorder<ConversationSnapshot>();
    var whole = new ListRecorder<ConversationSnapshot>();
    alice.subscribeConversations(UNREAD, unread);
    alice.subscribeConversations(OPEN, open);
    alice.subscribeConversations(whole);
    whole.awaitUntil(page -> page.size() == 2);
    close(people, "lunch");
    people.session("bob").conversation("lunch").send("closed").join();
    open.awaitUntil(page -> ids(page).equals(List.of("dinner")));
    unread.awaitUntil(page -> ids(page).equals(List.of("lunch")));
    assertThat(whole.awaitUntil(page -> ids(page).equals(List.of("lunch", "dinner"))).loadedAll())
        .isTrue();
  }

  @Test
  void a_filter_that_cannot_be_carried_out_fails(People people) {
    var list =
        people
            .session("alice")
            .subscribeConversations(ConversationListOptions.of(ConversationFilter.any()), null);
    assertThat(((Failed) list.terminated().join()).error().code())
        .isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }
}
