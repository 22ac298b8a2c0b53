package io.tertulia.testkit.stories;

import static io.tertulia.testkit.stories.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.ConversationRef;
import io.tertulia.client.ConversationSnapshot;
import io.tertulia.client.SetConversationParams;
import io.tertulia.client.TalkSession;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.testkit.ListRecorder;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TertuliaExtension.class)
class ConversationListTest {
  @Test
  void who_does_not_exist_has_an_empty_list(People people) {
    var seen = new ListRecorder<ConversationSnapshot>();
    people.stranger("nobody", UnaryOperator.identity()).subscribeConversations(seen);
    assertThat(seen.next()).isEqualTo(new ListRecorder.Page<>(List.of(), true));
  }

  @Test
  void the_most_recently_active_conversation_is_first(People people) {
    people.conversation("lunch", "alice", "bob");
    people.conversation("dinner", "alice", "bob");
    var seen = new ListRecorder<ConversationSnapshot>();
    people.session("alice").subscribeConversations(seen);
    assertThat(seen.next().size()).isEqualTo(2);
    ConversationRef lunch = people.session("bob").conversation("lunch");
    lunch.send("Hungry?").join();
    seen.awaitUntil(page -> ids(page).equals(List.of("lunch", "dinner")));
    people.session("bob").conversation("dinner").send("Still hungry?").join();
    seen.awaitUntil(page -> ids(page).equals(List.of("dinner", "lunch")));
    lunch.set(SetConversationParams.builder().subject("Lunch").build()).join();
    var renamed = seen.awaitUntil(page -> "Lunch".equals(page.items().get(1).subject()));
    assertThat(renamed.items().get(1).lastMessage().plaintext()).isEqualTo("Hungry?");
    assertThat(renamed.items().get(1).unreadMessageCount()).isEqualTo(1);
    people.conversation("breakfast", "alice");
    seen.awaitUntil(page -> ids(page).equals(List.of("breakfast", "dinner", "lunch")));
    people.session("alice").conversation("dinner").participant("alice").delete().join();
    seen.awaitUntil(page -> ids(page).equals(List.of("breakfast", "lunch")));
  }

  @Test
  void the_list_begins_with_twenty_and_grows_on_request(People people) {
    for (int i = 0; i < 45; i++) {
      people.conversation("c" + i, "alice");
    }
    var seen = new ListRecorder<ConversationSnapshot>();
    var list = people.session("alice").subscribeConversations(seen);
    assertThat(seen.next().size()).isEqualTo(20);
    list.loadMore(5).join();
    assertThat(seen.next().size()).isEqualTo(25);
    list.loadMore().join();
    ListRecorder.Page<ConversationSnapshot> all = seen.next();
    assertThat(all.size()).isEqualTo(45);
    assertThat(all.loadedAll()).isTrue();
    assertRefused(list.loadMore(31), ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void a_list_is_complete_after_a_conversation_was_looked_at_and_left(People people) {
    people.conversation("lunch", "alice");
    people.conversation("dinner", "alice");
    TalkSession alice = people.session("alice");
    var awake = alice.currentUser().subscribe(null);
    var lunch = alice.conversation("lunch").subscribe(null);
    lunch.connected().join();
    lunch.unsubscribe();
    alice.conversation("lunch").participant("alice").delete().join();
    var seen = new ListRecorder<ConversationSnapshot>();
    alice.subscribeConversations(seen);
    assertThat(ids(seen.next())).containsExactly("dinner");
    assertThat(seen.all().getLast().loadedAll()).isTrue();
    awake.unsubscribe();
  }

  @Test
  void a_list_that_is_opened_again_is_complete_beside_a_conversation(People people) {
    people.conversation("lunch", "alice");
    people.conversation("dinner", "alice");
    TalkSession alice = people.session("alice");
    alice.conversation("lunch").subscribe(null).connected().join();
    var first = alice.subscribeConversations();
    assertThat(first.connected().join().loadedAll()).isTrue();
    first.unsubscribe();
    var seen = new ListRecorder<ConversationSnapshot>();
    alice.subscribeConversations(seen);
    assertThat(ids(seen.next())).containsExactlyInAnyOrder("lunch", "dinner");
    assertThat(seen.all().getLast().loadedAll()).isTrue();
  }

  private static List<String> ids(ListRecorder.Page<ConversationSnapshot> page) {
    return page.items().stream().map(ConversationSnapshot::id).toList();
  }
}
