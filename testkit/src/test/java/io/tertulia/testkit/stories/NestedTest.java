package io.tertulia.testkit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.ConversationRef;
import io.tertulia.client.ConversationSnapshot;
import io.tertulia.client.MessageRef;
import io.tertulia.client.MessageSnapshot;
import io.tertulia.client.ParticipantSnapshot;
import io.tertulia.client.SendTextMessageParams;
import io.tertulia.client.SetUserParams;
import io.tertulia.client.UserSnapshot;
import io.tertulia.testkit.ListRecorder;
import io.tertulia.testkit.People;
import io.tertulia.testkit.Recorder;
import io.tertulia.testkit.TertuliaExtension;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What stands inside of snapshots: it is current, shared, and tells when it changes.
@ExtendWith(TertuliaExtension.class)
class NestedTest {
  @Test
  void a_new_name_is_told_wherever_the_person_stands_and_the_rest_stays_as_it_is(People people) {
    people.conversation("lunch", "alice", "bob", "carol");
    people.conversation("dinner", "alice");
    ConversationRef lunch = people.session("alice").conversation("lunch");
    lunch.send("first").join();
    MessageRef bobs = people.session("bob").conversation("lunch").send("Hungry?").join();
    lunch.send(SendTextMessageParams.builder("Yes.").replyTo(bobs).build()).join();

    var user = new Recorder<UserSnapshot>();
    var conversation = new Recorder<ConversationSnapshot>();
    var list = new ListRecorder<ConversationSnapshot>();
    var messages = new ListRecorder<MessageSnapshot>();
    var participants = new ListRecorder<ParticipantSnapshot>();
    var participant = new Recorder<ParticipantSnapshot>();
    people.session("alice").user("bob").subscribe(user);
    lunch.subscribe(conversation);
    people.session("alice").subscribeConversations(list);
    lunch.subscribeMessages(messages);
    lunch.subscribeParticipants(participants);
    lunch.participant("bob").subscribe(participant);
    var before = messages.next();
    var rows = list.next();
    var seats = participants.next();
    user.next();
    conversation.next();
    participant.next();

    people.session("bob").currentUser().set(SetUserParams.builder().name("Robert").build()).join();

    UserSnapshot robert = user.awaitUntil(now -> now.name().equals("Robert"));
    var deep = conversation.awaitUntil(now -> named(now.lastMessage(), "Robert"));
    assertThat(deep.lastMessage().referencedMessage().sender()).isSameAs(robert);
    var row = list.awaitUntil(page -> named(page.items().get(0).lastMessage(), "Robert"));
    assertThat(row.items().get(0)).isSameAs(deep);
    assertThat(row.items().get(1)).isSameAs(rows.items().get(1));
    var after = messages.awaitUntil(page -> named(page.first(), "Robert"));
    assertThat(after.items().get(1).sender()).isSameAs(robert);
    assertThat(after.items().get(2)).isSameAs(before.items().get(2));
    assertThat(after.items().get(0)).isSameAs(deep.lastMessage());
    var seen =
        participants.awaitUntil(p -> p.items().stream().anyMatch(s -> s.user().equals(robert)));
    assertThat(seen.items().stream().filter(seats.items()::contains)).hasSize(2);
    assertThat(participant.awaitUntil(now -> now.user().name().equals("Robert")).user())
        .isSameAs(robert);
  }

  @Test
  void every_view_of_a_conversation_is_null_outside_and_comes_back(People people) {
    people.conversation("lunch", "alice", "bob");
    ConversationRef lunch = people.session("bob").conversation("lunch");
    var conversation = new Recorder<ConversationSnapshot>();
    var messages = new ListRecorder<MessageSnapshot>();
    var participants = new ListRecorder<ParticipantSnapshot>();
    var alice = new Recorder<ParticipantSnapshot>();
    var list = new ListRecorder<ConversationSnapshot>();
    lunch.subscribe(conversation);
    lunch.subscribeMessages(messages);
    lunch.subscribeParticipants(participants);
    lunch.participant("alice").subscribe(alice);
    people.session("bob").subscribeConversations(list);
    ConversationRef hers = people.session("alice").conversation("lunch");
    for (int i = 0; i < 2; i++) {
      assertThat(conversation.awaitUntil(now -> now != null).id()).isEqualTo("lunch");
      messages.awaitUntil(page -> page.items() != null);
      participants.awaitUntil(page -> page.size() == 2);
      alice.awaitUntil(now -> now != null);
      list.awaitUntil(page -> page.size() == 1);
      hers.participant("bob").delete().join();
      conversation.awaitUntil(now -> now == null);
      assertThat(messages.awaitUntil(page -> page.items() == null).loadedAll()).isTrue();
      assertThat(participants.awaitUntil(page -> page.items() == null).loadedAll()).isTrue();
      alice.awaitUntil(now -> now == null);
      assertThat(list.awaitUntil(page -> page.size() == 0).loadedAll()).isTrue();
      hers.participant("bob").createIfNotExists().join();
    }
    assertThat(conversation.awaitUntil(now -> now != null).id()).isEqualTo("lunch");
  }

  @Test
  void no_snapshot_is_told_twice_in_a_row(People people) {
    people.conversation("lunch", "alice", "bob");
    ConversationRef lunch = people.session("alice").conversation("lunch");
    var messages = new ListRecorder<MessageSnapshot>();
    var conversation = new Recorder<ConversationSnapshot>();
    lunch.subscribeMessages(messages);
    lunch.subscribe(conversation);
    for (int i = 0; i < 20; i++) {
      MessageRef message = people.session("bob").conversation("lunch").send("" + i).join();
      message.edit("" + i).join();
      lunch.markAsRead().join();
      lunch.markAsRead().join();
    }
    MessageRef last = lunch.send("the end").join();
    messages.awaitUntil(page -> page.size() == 21);
    conversation.awaitUntil(now ->
        now.lastMessage() != null && now.lastMessage().id().equals(last.id()) && !now.isUnread());
    for (var all : new List<?>[] {messages.all(), conversation.all()}) {
      assertThat(IntStream.range(1, all.size()).filter(i -> all.get(i).equals(all.get(i - 1))))
          .isEmpty();
    }
  }

  @Test
  void bursts_of_calls_are_all_answered(People people) {
    String[] many = IntStream.range(0, 200).mapToObj(i -> "p" + i).toArray(String[]::new);
    people.create(many);
    people.conversation("party", "p0");
    ConversationRef party = people.session("p0").conversation("party");
    var seen = new ListRecorder<ParticipantSnapshot>();
    var list = party.subscribeParticipants(seen);
    seen.next();
    CompletableFuture.allOf(
            IntStream.range(0, 200)
                .mapToObj(i -> party.participant("p" + i).createIfNotExists())
                .toArray(CompletableFuture[]::new))
        .join();
    CompletableFuture.allOf(
            IntStream.range(0, 200)
                .mapToObj(i -> people.session("p0").user("p" + i).get())
                .map(user -> user.thenAccept(found -> assertThat(found).isPresent()))
                .toArray(CompletableFuture[]::new))
        .join();
    assertThat(seen.awaitUntil(page -> page.size() == 200).loadedAll()).isTrue();
    list.unsubscribe();
  }

  private static boolean named(MessageSnapshot answer, String name) {
    return answer.referencedMessage() != null
        && answer.referencedMessage().sender().name().equals(name);
  }
}
