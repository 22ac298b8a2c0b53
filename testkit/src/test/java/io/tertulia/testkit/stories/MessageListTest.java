package io.tertulia.testkit.stories;

import static io.tertulia.testkit.stories.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.ConversationRef;
import io.tertulia.client.MessageRef;
import io.tertulia.client.MessageSnapshot;
import io.tertulia.client.SendTextMessageParams;
import io.tertulia.client.SetUserParams;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.testkit.ListRecorder;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TertuliaExtension.class)
class MessageListTest {
  @Test
  void what_happens_is_told_as_it_happens(People people) {
    ConversationRef lunch = lunch(people);
    var seen = new ListRecorder<MessageSnapshot>();
    lunch.subscribeMessages(seen);
    assertThat(seen.next()).isEqualTo(new ListRecorder.Page<>(List.of(), true));
    ConversationRef bobs = people.session("bob").conversation("lunch");
    MessageRef message = bobs.send("Hungry?").join();
    assertThat(seen.next().first().plaintext()).isEqualTo("Hungry?");
    message.edit("Thirsty?").join();
    assertThat(seen.next().first().plaintext()).isEqualTo("Thirsty?");
    people.session("bob").currentUser().set(SetUserParams.builder().name("Robert").build()).join();
    assertThat(seen.next().first().sender().name()).isEqualTo("Robert");
    message.delete().join();
    assertThat(seen.next().items()).isEmpty();
  }

  @Test
  void the_list_is_null_for_those_outside_and_fills_as_they_come_in(People people) {
    lunch(people).send("Hungry?").join();
    var seen = new ListRecorder<MessageSnapshot>();
    ConversationRef carols = people.session("carol").conversation("lunch");
    carols.subscribeMessages(seen);
    assertThat(seen.next()).isEqualTo(new ListRecorder.Page<>(null, true));
    carols.createIfNotExists().join();
    assertThat(seen.next().size()).isEqualTo(1);
    carols.participant("carol").delete().join();
    assertThat(seen.next()).isEqualTo(new ListRecorder.Page<>(null, true));
  }

  @Test
  void the_list_begins_with_the_thirty_newest_and_grows_on_request(People people) {
    ConversationRef lunch = lunch(people);
    say(lunch, 100);
    var seen = new ListRecorder<MessageSnapshot>();
    var list = lunch.subscribeMessages(seen);
    assertThat(texts(seen.next())).isEqualTo(counting(99, 70));
    list.loadMore().join();
    assertThat(texts(seen.next())).isEqualTo(counting(99, 40));
    list.loadMore(30).join();
    assertThat(seen.next().loadedAll()).isFalse();
    list.loadMore(100).join();
    ListRecorder.Page<MessageSnapshot> all = seen.next();
    assertThat(texts(all)).isEqualTo(counting(99, 0));
    assertThat(all.loadedAll()).isTrue();
    list.loadMore(1).join();
    assertThat(seen.all()).hasSize(4);
    assertRefused(list.loadMore(0), ErrorCode.INVALID_ARGUMENT);
    assertRefused(list.loadMore(101), ErrorCode.INVALID_ARGUMENT);
    list.unsubscribe();
    assertRefused(list.loadMore(1), ErrorCode.SUBSCRIPTION_ENDED);
  }

  @Test
  void calls_for_more_at_the_same_time_do_not_add_up(People people) {
    ConversationRef lunch = lunch(people);
    say(lunch, 60);
    var seen = new ListRecorder<MessageSnapshot>();
    var list = lunch.subscribeMessages(seen);
    seen.next();
    CompletableFuture.allOf(list.loadMore(5), list.loadMore(10), list.loadMore(2)).join();
    assertThat(seen.all().getLast().size()).isEqualTo(40);
  }

  @Test
  void each_subscription_has_a_window_of_its_own(People people) {
    ConversationRef lunch = lunch(people);
    say(lunch, 60);
    var wide = new ListRecorder<MessageSnapshot>();
    var narrow = new ListRecorder<MessageSnapshot>();
    lunch.subscribeMessages(narrow);
    var list = lunch.subscribeMessages(wide);
    assertThat(List.of(narrow.next().size(), wide.next().size())).containsExactly(30, 30);
    list.loadMore(20).join();
    assertThat(wide.next().size()).isEqualTo(50);
    lunch.send("news").join();
    assertThat(wide.next().size()).isEqualTo(51);
    assertThat(narrow.next().size()).isEqualTo(31);
  }

  @Test
  void a_deleted_message_pulls_no_older_one_into_the_window(People people) {
    ConversationRef lunch = lunch(people);
    say(lunch, 40);
    MessageRef newest = lunch.send("oops").join();
    var seen = new ListRecorder<MessageSnapshot>();
    lunch.subscribeMessages(seen);
    assertThat(seen.next().size()).isEqualTo(30);
    newest.delete().join();
    assertThat(seen.next().size()).isEqualTo(29);
  }

  @Test
  void an_answered_answer_shows_what_it_answers_in_a_fresh_window(People people) {
    ConversationRef lunch = lunch(people);
    MessageRef question = lunch.send("Hungry?").join();
    say(lunch, 40);
    MessageRef answer = lunch.send(answer("Yes.", question)).join();
    lunch.send(answer("Me too.", answer)).join();
    var seen = new ListRecorder<MessageSnapshot>();
    people.session("bob").conversation("lunch").subscribeMessages(seen);
    List<MessageSnapshot> newest = seen.next().items().subList(0, 2);
    assertThat(newest)
        .extracting(message -> message.referencedMessage().plaintext())
        .containsExactly("Yes.", "Hungry?");
  }

  private static ConversationRef lunch(People people) {
    people.conversation("lunch", "alice", "bob");
    return people.session("alice").conversation("lunch");
  }

  private static void say(ConversationRef where, int count) {
    IntStream.range(0, count)
        .mapToObj(i -> where.send("" + i))
        .toList()
        .forEach(CompletableFuture::join);
  }

  private static SendTextMessageParams answer(String text, MessageRef target) {
    return SendTextMessageParams.builder(text).replyTo(target).build();
  }

  private static List<String> texts(ListRecorder.Page<MessageSnapshot> page) {
    return page.items().stream().map(MessageSnapshot::plaintext).toList();
  }

  /// From a high number down to a low one.
  private static List<String> counting(int high, int low) {
    return IntStream.rangeClosed(low, high).mapToObj(i -> "" + (high + low - i)).toList();
  }
}
