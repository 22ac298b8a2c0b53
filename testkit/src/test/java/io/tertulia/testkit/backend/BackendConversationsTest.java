package io.tertulia.testkit.backend;

import static io.tertulia.testkit.backend.BackEnds.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.backend.ConversationListOptions;
import io.tertulia.backend.ConversationOrder;
import io.tertulia.backend.ConversationRef;
import io.tertulia.backend.ConversationSnapshot;
import io.tertulia.backend.ParticipantSnapshot;
import io.tertulia.backend.SetConversationParams;
import io.tertulia.backend.SetParticipantParams;
import io.tertulia.backend.TalkBackend;
import io.tertulia.backend.UserConversationSnapshot;
import io.tertulia.protocol.Access;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.Notify;
import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.protocol.filter.StringFilter;
import io.tertulia.protocol.filter.TimeFilter;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TertuliaExtension;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Conversations and participants, as an application's own server knows them.
@ExtendWith(TertuliaExtension.class)
class BackendConversationsTest {
  private static SetConversationParams with(String... userIds) {
    return SetConversationParams.builder().participants(userIds).build();
  }

  private static List<String> ids(TalkBackend backend, ConversationListOptions options) {
    return backend.conversations(options).map(ConversationSnapshot::id).toList();
  }

  @Test
  void a_conversation_is_put_whole_and_read_whole(People people) {
    people.create("alice", "bob");
    ConversationRef order = BackEnds.of(people).conversation("order 17/ä");
    assertThat(order.get()).isEmpty();
    order.set(
        SetConversationParams.builder()
            .subject("Order 17")
            .photoUrl("https://example.test/17.png")
            .welcomeMessages(List.of("Welcome", "to the shop"))
            .custom("status", "open")
            .participants("alice", "bob")
            .build());
    ConversationSnapshot told = order.get().orElseThrow();
    assertThat(told.id()).isEqualTo("order 17/ä");
    assertThat(told.subject()).isEqualTo("Order 17");
    assertThat(told.photoUrl()).isEqualTo("https://example.test/17.png");
    assertThat(told.welcomeMessages()).containsExactly("Welcome", "to the shop");
    assertThat(told.custom()).isEqualTo(Map.of("status", "open"));
    assertThat(told.participants()).containsOnlyKeys("alice", "bob");
    assertThat(told.lastMessage()).isNull();

    var hello = order.send("alice", "Hello");
    assertThat(order.get().orElseThrow().lastMessage().id()).isEqualTo(hello.id());

    order.set(SetConversationParams.builder().clearSubject().clearWelcomeMessages().build());
    told = order.get().orElseThrow();
    assertThat(told.subject()).isNull();
    assertThat(told.welcomeMessages()).isEmpty();
    assertThat(told.photoUrl()).isNotNull();
    order.delete();
    assertThat(order.get()).isEmpty();
    order.delete();
  }

  @Test
  void all_conversations_can_be_deleted_while_they_are_listed(People people) {
    TalkBackend backend = BackEnds.of(people);
    for (int i = 0; i <= 100; i++) {
      backend.conversation("c" + i).set(with());
    }
    backend.conversations().forEach(one -> backend.conversation(one.id()).delete());
    assertThat(backend.conversations()).isEmpty();
  }

  @Test
  void participants_come_and_change_and_go(People people) {
    people.create("alice", "bob");
    ConversationRef tea = BackEnds.of(people).conversation("tea");
    tea.set(with("alice"));
    tea.participant("bob")
        .set(
            SetParticipantParams.builder()
                .access(Access.READ)
                .notify(Notify.MENTIONS_ONLY)
                .build());
    ParticipantSnapshot bob = tea.get().orElseThrow().participants().get("bob");
    assertThat(bob.userId()).isEqualTo("bob");
    assertThat(bob.access()).isEqualTo(Access.READ);
    assertThat(bob.notifications()).isEqualTo(Notify.MENTIONS_ONLY);
    assertThat(bob.joinedAt()).isNotNull();

    tea.participant("bob").edit(SetParticipantParams.builder().access(Access.READ_WRITE).build());
    bob = tea.get().orElseThrow().participants().get("bob");
    assertThat(bob.access()).isEqualTo(Access.READ_WRITE);
    assertThat(bob.notifications()).isEqualTo(Notify.MENTIONS_ONLY);

    tea.participant("bob").set();
    bob = tea.get().orElseThrow().participants().get("bob");
    assertThat(bob.notifications()).isEqualTo(Notify.ALL);

    tea.participant("bob").delete();
    tea.participant("bob").delete();
    assertThat(tea.get().orElseThrow().participants()).containsOnlyKeys("alice");
    assertRefused(
        ErrorCode.NOT_FOUND,
        () -> tea.participant("bob").edit(SetParticipantParams.builder().clearAccess().build()));
    assertRefused(ErrorCode.INVALID_ARGUMENT, () -> tea.set(with("nobody")));
  }

  @Test
  void lists_are_filtered_and_ordered(People people) {
    people.create("alice");
    TalkBackend backend = BackEnds.of(people);
    for (String id : List.of("one", "two", "three")) {
      backend
          .conversation(id)
          .set(
              SetConversationParams.builder()
                  .participants("alice")
                  .custom("state", id.equals("two") ? "closed" : "open")
                  .build());
    }
    backend.conversation("one").send("alice", "late");
    assertThat(ids(backend, ConversationListOptions.ALL)).containsExactly("three", "two", "one");
    assertThat(ids(backend, ConversationListOptions.ALL.reversed()))
        .containsExactly("one", "two", "three");
    assertThat(ids(backend, ConversationListOptions.ALL.by(ConversationOrder.LAST_ACTIVITY)))
        .startsWith("one");
    var open = ConversationFilter.where().custom("state", StringFilter.ne("closed")).build();
    assertThat(ids(backend, ConversationListOptions.of(open))).containsExactly("three", "one");
    var said = ConversationFilter.where().hasMessages(true).build();
    var closed = ConversationFilter.where().custom("state", StringFilter.eq("closed")).build();
    assertThat(ids(backend, ConversationListOptions.of(ConversationFilter.any(said, closed))))
        .containsExactly("two", "one");
  }

  @Test
  void the_end_of_a_span_does_not_belong_to_it(People people) {
    people.create("alice");
    TalkBackend backend = BackEnds.of(people);
    backend.conversation("tea").set(with("alice"));
    Instant at = backend.conversation("tea").get().orElseThrow().createdAt();
    assertThat(ids(backend, created(TimeFilter.between(at, at.plusMillis(1))))).hasSize(1);
    assertThat(ids(backend, created(TimeFilter.between(at.minusMillis(9), at)))).isEmpty();
    assertThat(ids(backend, created(TimeFilter.notBetween(at.minusMillis(9), at)))).hasSize(1);
    assertThat(ids(backend, created(TimeFilter.atOrAfter(at)))).hasSize(1);
    assertThat(ids(backend, created(TimeFilter.before(at)))).isEmpty();
    var spoken = ConversationFilter.where().lastActivityAt(TimeFilter.after(at)).build();
    backend.conversation("tea").send("alice", "Hi");
    assertThat(ids(backend, ConversationListOptions.of(spoken))).hasSize(1);
  }

  private static ConversationListOptions created(TimeFilter condition) {
    return ConversationListOptions.of(ConversationFilter.where().createdAt(condition).build());
  }

  @Test
  void a_users_list_tells_what_is_unread(People people) {
    people.conversation("tea", "alice", "bob");
    people.conversation("wine", "alice", "bob");
    people.conversation("not theirs", "alice");
    TalkBackend backend = BackEnds.of(people);
    backend.conversation("tea").send("alice", "One");
    backend.conversation("tea").send("alice", "Two");
    List<UserConversationSnapshot> all = backend.user("bob").conversations().toList();
    assertThat(all).extracting(one -> one.conversation().id()).containsExactly("wine", "tea");
    assertThat(all.get(0).isUnread()).isFalse();
    assertThat(all.get(1).isUnread()).isTrue();
    assertThat(all.get(1).unreadMessageCount()).isEqualTo(2);
    var unread = ConversationListOptions.of(ConversationFilter.where().isUnread(true).build());
    assertThat(backend.user("bob").conversations(unread)).hasSize(1);
    assertRefused(ErrorCode.INVALID_ARGUMENT, () -> backend.conversations(unread).findFirst());
    assertRefused(ErrorCode.NOT_FOUND, () -> backend.user("nobody").conversations().findFirst());
  }

  @Test
  void read_marks_move_both_ways(People people) {
    people.conversation("tea", "alice", "bob");
    ConversationRef tea = BackEnds.of(people).conversation("tea");
    Instant first = tea.send("alice", "One").get().orElseThrow().createdAt();
    var second = tea.send("alice", "Two");
    tea.participant("bob").markAsRead();
    assertThat(second.get().orElseThrow().readBy()).containsExactly("bob");
    assertThat(tea.get().orElseThrow().participants().get("bob").isUnread()).isFalse();
    tea.participant("bob").markAsReadUntil(first);
    assertThat(second.get().orElseThrow().readBy()).isEmpty();
    ParticipantSnapshot bob = tea.get().orElseThrow().participants().get("bob");
    assertThat(bob.isUnread()).isTrue();
    assertThat(bob.readUntil()).isEqualTo(first);
  }

  @Test
  void an_older_version_that_the_app_chose_does_not_matter(People people) {
    people.create("alice");
    TalkBackend backend = BackEnds.of(people);
    people
        .backend()
        .patch(
            io.tertulia.protocol.json.Json.object().put("restVersion", "2021-01-01").build(),
            "settings")
        .orThrow();
    backend.conversation("one").set(with("alice"));
    backend.conversation("two").set(with("alice"));
    assertThat(ids(backend, ConversationListOptions.ALL.reversed())).containsExactly("one", "two");
  }
}
