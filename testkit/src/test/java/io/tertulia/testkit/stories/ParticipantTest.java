package io.tertulia.testkit.stories;

import static io.tertulia.testkit.stories.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.ConversationRef;
import io.tertulia.client.CreateParticipantParams;
import io.tertulia.client.MessageSnapshot;
import io.tertulia.client.ParticipantRef;
import io.tertulia.client.ParticipantSnapshot;
import io.tertulia.client.SetParticipantParams;
import io.tertulia.client.SetUserParams;
import io.tertulia.protocol.Access;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.Notify;
import io.tertulia.server.identity.ConversationSync;
import io.tertulia.testkit.ListRecorder;
import io.tertulia.testkit.People;
import io.tertulia.testkit.Recorder;
import io.tertulia.testkit.TertuliaExtension;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TertuliaExtension.class)
class ParticipantTest {
  @Test
  void a_participant_comes_changes_and_goes(People people) {
    people.conversation("lunch", "alice");
    people.create("bob");
    ParticipantRef bob = people.session("alice").conversation("lunch").participant("bob");
    assertThat(List.of(bob.userId(), bob.conversationId())).containsExactly("bob", "lunch");
    var seen = new Recorder<ParticipantSnapshot>();
    bob.subscribe(seen);
    assertThat(seen.next()).isNull();
    bob.createIfNotExists(CreateParticipantParams.builder().notify(Notify.NONE).build()).join();
    ParticipantSnapshot joined = seen.next();
    assertThat(joined.user().name()).isEqualTo("Bob");
    assertThat(joined.access()).isEqualTo(Access.READ_WRITE);
    assertThat(joined.notifications()).isEqualTo(Notify.NONE);
    bob.edit(SetParticipantParams.builder().access(Access.READ).build()).join();
    assertThat(seen.next().access()).isEqualTo(Access.READ);
    bob.deleteFields("access", "notify").join();
    assertThat(seen.next().notifications()).isEqualTo(Notify.ALL);
    people.session("bob").currentUser().set(SetUserParams.builder().name("Robert").build()).join();
    assertThat(seen.next().user().name()).isEqualTo("Robert");
    bob.delete().join();
    assertThat(seen.next()).isNull();
    bob.delete().join();
    assertThat(bob.get().join()).isEmpty();
  }

  @Test
  void setting_adds_and_editing_does_not(People people) {
    people.conversation("lunch", "alice");
    people.create("bob");
    ParticipantRef bob = people.session("alice").conversation("lunch").participant("bob");
    var reading = SetParticipantParams.builder().access(Access.READ).build();
    assertRefused(bob.edit(reading), ErrorCode.NOT_FOUND);
    bob.set(reading).join();
    bob.createIfNotExists(CreateParticipantParams.builder().access(Access.READ_WRITE).build())
        .join();
    assertThat(bob.get().join().orElseThrow().access()).isEqualTo(Access.READ);
  }

  @Test
  void who_takes_no_part_sees_no_others_and_adds_nobody(People people) {
    people.conversation("lunch", "bob");
    ConversationRef lunch = people.session("alice").conversation("lunch");
    assertRefused(lunch.participant("bob").get(), ErrorCode.NOT_PARTICIPANT);
    assertThat(lunch.participant("alice").get().join()).isEmpty();
    people.create("carol");
    assertRefused(lunch.participant("carol").createIfNotExists(), ErrorCode.NOT_PARTICIPANT);
    var seen = new Recorder<ParticipantSnapshot>();
    lunch.participant("bob").subscribe(seen);
    assertThat(seen.next()).isNull();
    var list = new ListRecorder<ParticipantSnapshot>();
    lunch.subscribeParticipants(list);
    assertThat(list.next()).isEqualTo(new ListRecorder.Page<>(null, true));
    lunch.participant("alice").createIfNotExists().join();
    assertThat(seen.next().user().id()).isEqualTo("bob");
    assertThat(list.awaitUntil(page -> page.size() == 2).first().user().id()).isEqualTo("alice");
  }

  @Test
  void nobody_can_be_added_who_does_not_exist(People people) {
    people.conversation("lunch", "alice");
    ConversationRef lunch = people.session("alice").conversation("lunch");
    assertRefused(lunch.participant("nobody").createIfNotExists(), ErrorCode.NOT_FOUND);
  }

  @Test
  void who_comes_back_sees_all_that_was_said(People people) {
    people.conversation("lunch", "alice", "bob");
    ConversationRef lunch = people.session("alice").conversation("lunch");
    lunch.participant("bob").delete().join();
    lunch.send("Without Bob.").join();
    lunch.participant("bob").createIfNotExists().join();
    var seen = new ListRecorder<MessageSnapshot>();
    people.session("bob").conversation("lunch").subscribeMessages(seen);
    assertThat(seen.next().first().plaintext()).isEqualTo("Without Bob.");
  }

  @Test
  void the_list_begins_with_the_ten_newest_and_grows_on_request(People people) {
    String[] many = IntStream.range(0, 15).mapToObj(i -> "p" + i).toArray(String[]::new);
    people.conversation("party", many);
    var seen = new ListRecorder<ParticipantSnapshot>();
    var list = people.session("p0").conversation("party").subscribeParticipants(seen);
    assertThat(seen.next()).satisfies(page -> assertThat(page.size()).isEqualTo(10));
    list.loadMore(3).join();
    assertThat(seen.next().size()).isEqualTo(13);
    list.loadMore().join();
    ListRecorder.Page<ParticipantSnapshot> all = seen.next();
    assertThat(all.size()).isEqualTo(15);
    assertThat(all.loadedAll()).isTrue();
    assertThat(all.items()).extracting(seat -> seat.user().id()).containsExactlyInAnyOrder(many);
    assertRefused(list.loadMore(51), ErrorCode.INVALID_ARGUMENT);
    assertRefused(list.loadMore(0), ErrorCode.INVALID_ARGUMENT);
    list.loadMore().join();
    assertThat(seen.all()).hasSize(3);
  }

  @Test
  void without_conversation_sync_clients_change_only_their_own_notifications(People people) {
    people.conversation("lunch", "alice", "bob");
    people.create("carol");
    people.change(settings -> settings.withConversationSync(ConversationSync.OFF));
    ConversationRef lunch = people.session("alice").conversation("lunch");
    var quiet = SetParticipantParams.builder().notify(Notify.NONE).build();
    lunch.participant("alice").edit(quiet).join();
    assertThat(lunch.participant("alice").get().join().orElseThrow().notifications())
        .isEqualTo(Notify.NONE);
    assertRefused(
        lunch.participant("alice").set(SetParticipantParams.builder().access(Access.READ).build()),
        ErrorCode.SYNC_DISABLED);
    assertRefused(lunch.participant("carol").createIfNotExists(), ErrorCode.SYNC_DISABLED);
    assertRefused(lunch.participant("bob").delete(), ErrorCode.SYNC_DISABLED);
    lunch.participant("bob").createIfNotExists().join();
  }
}
