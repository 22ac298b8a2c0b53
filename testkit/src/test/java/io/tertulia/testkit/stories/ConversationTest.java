package io.tertulia.testkit.stories;

import static io.tertulia.testkit.stories.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.ConversationRef;
import io.tertulia.client.ConversationSnapshot;
import io.tertulia.client.CreateConversationParams;
import io.tertulia.client.SetConversationParams;
import io.tertulia.client.SetParticipantParams;
import io.tertulia.protocol.Access;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.Notify;
import io.tertulia.server.identity.ConversationSync;
import io.tertulia.testkit.People;
import io.tertulia.testkit.Recorder;
import io.tertulia.testkit.TertuliaExtension;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TertuliaExtension.class)
class ConversationTest {
  @Test
  void a_conversation_is_nothing_to_those_who_take_no_part(People people) {
    people.conversation("lunch", "bob");
    ConversationRef lunch = people.session("alice").conversation("lunch");
    var seen = new Recorder<ConversationSnapshot>();
    lunch.subscribe(seen);
    assertThat(seen.next()).isNull();
    assertThat(lunch.get().join()).isEmpty();
    lunch.createIfNotExists().join();
    assertThat(seen.next().id()).isEqualTo("lunch");
    lunch.participant("alice").delete().join();
    assertThat(seen.next()).isNull();
    assertThat(lunch.get().join()).isEmpty();
  }

  @Test
  void creating_takes_what_is_given_and_the_second_time_nothing(People people) {
    ConversationRef lunch = people.session("alice").conversation("lunch");
    lunch
        .createIfNotExists(
            CreateConversationParams.builder()
                .subject("Lunch")
                .photoUrl("https://example.com/l.png")
                .welcomeMessages(List.of("Hello", "there"))
                .custom(Map.of("a", "1"))
                .notify(Notify.MENTIONS_ONLY)
                .build())
        .join();
    lunch.createIfNotExists(CreateConversationParams.builder().subject("Dinner").build()).join();
    ConversationSnapshot seen = lunch.get().join().orElseThrow();
    assertThat(seen.subject()).isEqualTo("Lunch");
    assertThat(seen.photoUrl()).isEqualTo("https://example.com/l.png");
    assertThat(seen.welcomeMessages()).containsExactly("Hello", "there");
    assertThat(seen.custom()).containsExactly(Map.entry("a", "1"));
    assertThat(seen.notifications()).isEqualTo(Notify.MENTIONS_ONLY);
    assertThat(seen.access()).isEqualTo(Access.READ_WRITE);
    assertThat(seen.lastMessage()).isNull();
    assertThat(seen.isUnread()).isFalse();
    assertThat(seen.readUntil()).isEqualTo(seen.joinedAt());
  }

  @Test
  void who_joins_an_existing_conversation_changes_only_the_own_part(People people) {
    people.session("bob").conversation("lunch").set(subject("Lunch")).join();
    ConversationRef lunch = people.session("alice").conversation("lunch");
    lunch
        .createIfNotExists(
            CreateConversationParams.builder().subject("Dinner").notify(Notify.NONE).build())
        .join();
    ConversationSnapshot seen = lunch.get().join().orElseThrow();
    assertThat(seen.subject()).isEqualTo("Lunch");
    assertThat(seen.notifications()).isEqualTo(Notify.NONE);
  }

  @Test
  void setting_creates_joins_and_changes(People people) {
    ConversationRef lunch = people.session("alice").conversation("lunch");
    lunch.set(subject("Lunch")).join();
    people.session("bob").conversation("lunch").set(subject("Late lunch")).join();
    assertThat(lunch.get().join().orElseThrow().subject()).isEqualTo("Late lunch");
    lunch.set(SetConversationParams.builder().custom("a", "1").custom("b", "2").build()).join();
    lunch.set(SetConversationParams.builder().removeCustom("a").clearSubject().build()).join();
    ConversationSnapshot seen = lunch.get().join().orElseThrow();
    assertThat(seen.subject()).isNull();
    assertThat(seen.custom()).containsExactly(Map.entry("b", "2"));
  }

  @Test
  void deleted_fields_fall_back_to_their_defaults(People people) {
    ConversationRef lunch = people.session("alice").conversation("lunch");
    lunch
        .set(
            SetConversationParams.builder()
                .subject("Lunch")
                .custom("a", "1")
                .notify(Notify.NONE)
                .build())
        .join();
    lunch.deleteFields("subject", "custom.a", "notify").join();
    ConversationSnapshot seen = lunch.get().join().orElseThrow();
    assertThat(seen.subject()).isNull();
    assertThat(seen.custom()).isEmpty();
    assertThat(seen.notifications()).isEqualTo(Notify.ALL);
    assertRefused(lunch.deleteFields("shoes"), ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void messages_of_others_are_unread_until_marked_as_read(People people) {
    people.conversation("lunch", "alice", "bob");
    ConversationRef lunch = people.session("alice").conversation("lunch");
    var seen = new Recorder<ConversationSnapshot>();
    lunch.subscribe(seen);
    seen.next();
    people.session("bob").conversation("lunch").send("Hungry?").join();
    ConversationSnapshot unread = seen.awaitUntil(now -> now.unreadMessageCount() == 1);
    assertThat(unread.isUnread()).isTrue();
    lunch.markAsRead().join();
    ConversationSnapshot read = seen.awaitUntil(now -> !now.isUnread());
    assertThat(read.unreadMessageCount()).isZero();
    assertThat(read.readUntil()).isAfterOrEqualTo(read.lastMessage().createdAt());
    seen.awaitUntil(now -> !now.everyoneReadUntil().isBefore(now.lastMessage().createdAt()));
    lunch.markAsUnread().join();
    ConversationSnapshot marked = seen.awaitUntil(ConversationSnapshot::isUnread);
    assertThat(marked.unreadMessageCount()).isZero();
    lunch.send("Yes.").join();
    seen.awaitUntil(now -> !now.isUnread() && now.lastMessage().plaintext().equals("Yes."));
  }

  @Test
  void who_takes_no_part_marks_nothing(People people) {
    people.conversation("lunch", "bob");
    ConversationRef lunch = people.session("alice").conversation("lunch");
    assertRefused(lunch.markAsRead(), ErrorCode.NOT_PARTICIPANT);
    assertRefused(lunch.markAsUnread(), ErrorCode.NOT_PARTICIPANT);
  }

  @Test
  void what_others_may_do_there_is_not_told(People people) {
    people.conversation("lunch", "alice", "bob");
    ConversationRef lunch = people.session("alice").conversation("lunch");
    var seen = new Recorder<ConversationSnapshot>();
    lunch.subscribe(seen);
    seen.next();
    lunch.participant("bob").set(SetParticipantParams.builder().notify(Notify.NONE).build()).join();
    lunch.set(subject("Lunch")).join();
    assertThat(seen.next().subject()).isEqualTo("Lunch");
  }

  @Test
  void who_does_not_exist_reads_nothing_and_creates_nothing(People people) {
    ConversationRef lunch =
        people.stranger("nobody", UnaryOperator.identity()).conversation("lunch");
    assertThat(lunch.get().join()).isEmpty();
    assertRefused(lunch.createIfNotExists(), ErrorCode.NOT_FOUND);
    assertRefused(lunch.set(subject("Lunch")), ErrorCode.NOT_FOUND);
  }

  @Test
  void without_conversation_sync_clients_change_only_when_they_are_notified(People people) {
    people.conversation("lunch", "alice");
    people.change(settings -> settings.withConversationSync(ConversationSync.OFF));
    ConversationRef lunch = people.session("alice").conversation("lunch");
    lunch.set(SetConversationParams.builder().notify(Notify.NONE).build()).join();
    lunch.createIfNotExists().join();
    assertRefused(lunch.set(subject("Lunch")), ErrorCode.SYNC_DISABLED);
    assertRefused(lunch.deleteFields("subject"), ErrorCode.SYNC_DISABLED);
    assertRefused(
        people.session("alice").conversation("dinner").createIfNotExists(),
        ErrorCode.SYNC_DISABLED);
    assertRefused(
        people.session("bob").conversation("lunch").createIfNotExists(), ErrorCode.SYNC_DISABLED);
    assertThat(lunch.send("Still here.").join().id()).isNotEmpty();
  }

  @Test
  void by_invitation_only_nobody_joins_uninvited(People people) {
    people.create("alice", "bob");
    people.change(settings -> settings.withConversationSync(ConversationSync.INVITE));
    ConversationRef lunch = people.session("alice").conversation("lunch");
    lunch.createIfNotExists().join();
    ConversationRef bobs = people.session("bob").conversation("lunch");
    assertRefused(bobs.createIfNotExists(), ErrorCode.PERMISSION_DENIED);
    lunch.participant("bob").createIfNotExists().join();
    assertThat(bobs.get().join()).isPresent();
  }

  private static SetConversationParams subject(String subject) {
    return SetConversationParams.builder().subject(subject).build();
  }
}
