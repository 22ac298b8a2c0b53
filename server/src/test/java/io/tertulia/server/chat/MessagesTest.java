package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.Position;
import io.tertulia.protocol.fact.TallyFact;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.Have;
import io.tertulia.protocol.frame.Known;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.server.record.MessageRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessagesTest {
  @TempDir Path folder;
  private ChatWorld world;

  @BeforeEach
  void begin() throws Exception {
    world = new ChatWorld(folder);
    world.people("alice", "bob");
    world.join("alice", "c");
    world.join("bob", "c");
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void a_message_sent_twice_with_one_key_is_stored_once() {
    Command send =
        new Command.SendMessage("c", "key", null, new Content.Text("hi"), Map.of(), null);
    Done first = world.submit(world.as("alice"), send);
    Done second = world.submit(world.as("alice"), send);
    assertThat(second).isEqualTo(first);
    assertThat(messages()).hasSize(1);
  }

  @Test
  void the_same_key_of_another_sender_is_another_message() {
    Command send =
        new Command.SendMessage("c", "key", null, new Content.Text("hi"), Map.of(), null);
    assertThat(world.submit(world.as("alice"), send).messageId())
        .isNotEqualTo(world.submit(world.as("bob"), send).messageId());
  }

  @Test
  void a_retry_after_the_deletion_gives_the_first_answer_and_stores_nothing() {
    Command send =
        new Command.SendMessage("c", "key", null, new Content.Text("hi"), Map.of(), null);
    Done first = world.submit(world.as("alice"), send);
    world.submit(world.as("alice"), new Command.DeleteMessage("c", id(first)));
    assertThat(world.submit(world.as("alice"), send)).isEqualTo(first);
    assertThat(messages()).isEmpty();
  }

  @Test
  void times_grow_although_the_clock_stands_still_or_goes_back() {
    long first = at(world.send("alice", "c", "1"));
    long second = at(world.send("bob", "c", "2"));
    world.now.addAndGet(-60_000);
    long third = at(world.send("bob", "c", "3"));
    assertThat(List.of(second, third)).containsExactly(first + 1, first + 2);
  }

  @Test
  void who_does_not_take_part_cannot_send_and_does_not_learn_whether_the_conversation_exists() {
    world.people("eve");
    for (String conversation : List.of("c", "nowhere")) {
      assertThatThrownBy(() -> world.send("eve", conversation, "hi"))
          .isInstanceOfSatisfying(
              Refusal.class, no -> assertThat(no.code()).isEqualTo(ErrorCode.NOT_PARTICIPANT));
    }
  }

  @Test
  void a_follower_is_told_every_event_after_the_state() {
    Frames bob = world.follower("bob");
    bob.follower.followConversation(follow(1, null, 30));
    ServerFrame.State state = bob.next(ServerFrame.State.class);
    assertThat(state.id()).isEqualTo(1);
    assertThat(state.state().fresh()).isTrue();
    world.send("alice", "c", "hi");
    ServerFrame.Event event = bob.next(ServerFrame.Event.class);
    assertThat(state.state().position().precedes(event.position())).isTrue();
    assertThat(only(event.put(), MessageFact.class).senderId()).isEqualTo("alice");
    assertThat(only(event.put(), TallyFact.class).messages()).isEqualTo(1);
  }

  @Test
  void a_reply_brings_what_it_answers_and_deleting_that_frees_the_reply() {
    Done first = world.send("alice", "c", "1");
    Frames bob = world.follower("bob");
    bob.follower.followConversation(follow(1, null, 0));
    bob.next(ServerFrame.State.class);
    world.reply("bob", "c", "2", id(first));
    ServerFrame.Event reply = bob.next(ServerFrame.Event.class);
    assertThat(reply.put().stream().filter(MessageFact.class::isInstance)).hasSize(2);
    assertThat(bob.next(ServerFrame.Marked.class).mark().unread()).isZero();
    world.submit(world.as("alice"), new Command.DeleteMessage("c", id(first)));
    ServerFrame.Event deletion = bob.next(ServerFrame.Event.class);
    assertThat(deletion.gone())
        .containsExactly(new Gone.MessageGone(id(first), "alice", at(first)));
    assertThat(only(deletion.put(), MessageFact.class).referencedMessageId()).isNull();
  }

  @Test
  void a_known_conversation_below_the_bound_does_not_stay_as_it_was_before_a_cut() {
    Known known = new Known(new Position(1, 1), 1);
    world.send("bob", "c", "1");
    Frames alice = world.follower("alice");
    alice.follower.followInbox(
        new ClientFrame.FollowInbox(1, Bound.NOTHING, 0, Map.of("c", known)));
    assertThat(alice.next(ServerFrame.Inbox.class).states()).hasSize(1);
    world.send("bob", "c", "2");
    alice.next(ServerFrame.Event.class);
  }

  @Test
  void a_reply_that_is_answered_itself_still_brings_what_it_answers() {
    Done first = world.send("alice", "c", "1");
    Done second = world.reply("bob", "c", "2", id(first));
    world.reply("alice", "c", "3", id(second));
    Frames bob = world.follower("bob");
    bob.follower.followConversation(follow(1, null, 2));
    ConversationState state = bob.next(ServerFrame.State.class).state();
    assertThat(state.put().stream().filter(MessageFact.class::isInstance)).hasSize(3);
  }

  @Test
  void deleting_the_last_message_brings_the_one_that_becomes_last() {
    Done first = world.send("alice", "c", "1");
    Done second = world.send("alice", "c", "2");
    Frames bob = world.follower("bob");
    bob.follower.followConversation(follow(1, null, 0));
    bob.next(ServerFrame.State.class);
    world.submit(world.as("alice"), new Command.DeleteMessage("c", id(second)));
    assertThat(only(bob.next(ServerFrame.Event.class).put(), MessageFact.class).id())
        .isEqualTo(id(first));
  }

  @Test
  void who_was_away_is_told_what_changed_and_nothing_else() {
    Done first = world.send("alice", "c", "1");
    Done second = world.send("alice", "c", "2");
    Frames bob = world.follower("bob");
    bob.follower.followConversation(follow(1, null, 30));
    ServerFrame.State before = bob.next(ServerFrame.State.class);
    bob.follower.close();
    world.edit("alice", "c", id(first), "1b");
    world.submit(world.as("alice"), new Command.DeleteMessage("c", id(second)));
    Done third = world.send("alice", "c", "3");
    Frames again = world.follower("bob");
    Have have =
        new Have(
            before.state().position(),
            before.state().messagesFrom(),
            before.state().participantsFrom());
    again.follower.followConversation(follow(2, have, 0));
    ServerFrame.State after = again.next(ServerFrame.State.class);
    assertThat(after.state().fresh()).isFalse();
    assertThat(
            after.state().put().stream()
                .filter(MessageFact.class::isInstance)
                .map(fact -> ((MessageFact) fact).id()))
        .containsExactlyInAnyOrder(id(first), id(third));
    assertThat(after.state().gone())
        .containsExactly(new Gone.MessageGone(id(second), "alice", at(second)));
    assertThat(after.state().mark().unread()).isEqualTo(2);
  }

  @Test
  void a_message_that_crossed_a_question_and_was_deleted_before_the_answer_is_gone() {
    Frames bob = world.follower("bob");
    bob.follower.followConversation(follow(1, null, 30));
    ConversationState asked = bob.next(ServerFrame.State.class).state();
    Done crossing = world.send("alice", "c", "hi");
    world.submit(world.as("alice"), new Command.DeleteMessage("c", id(crossing)));
    bob.next(ServerFrame.Event.class);
    bob.next(ServerFrame.Event.class);
    Have have = new Have(asked.position(), asked.messagesFrom(), asked.participantsFrom());
    bob.follower.followConversation(follow(2, have, 0));
    assertThat(bob.next(ServerFrame.State.class).state().gone())
        .containsExactly(new Gone.MessageGone(id(crossing), "alice", at(crossing)));
  }

  @Test
  void who_is_removed_is_told_so_and_nothing_more_until_coming_back() {
    Frames bob = world.follower("bob");
    bob.follower.followConversation(follow(1, null, 30));
    bob.next(ServerFrame.State.class);
    world.submit(world.as("alice"), new Command.DeleteParticipant("c", "bob"));
    assertThat(bob.next(ServerFrame.Outside.class).id()).isNull();
    world.send("alice", "c", "secret");
    assertThat(bob.silent()).isTrue();
    world.join("bob", "c");
    assertThat(bob.next(ServerFrame.State.class).state().mark().unread()).isZero();
  }

  @Test
  void a_list_is_told_of_conversations_that_come_in_and_of_messages_in_them() {
    Frames bob = world.follower("bob");
    bob.follower.followInbox(new ClientFrame.FollowInbox(1, null, 1, Map.of()));
    ServerFrame.Inbox inbox = bob.next(ServerFrame.Inbox.class);
    assertThat(inbox.total()).isEqualTo(1);
    assertThat(inbox.states()).hasSize(1);
    world.join("alice", "d");
    world.submit(
        world.as("alice"),
        new Command.SetParticipant(
            "d",
            "bob",
            io.tertulia.protocol.command.ParticipantPatch.KEEP,
            io.tertulia.protocol.command.Mode.CREATE));
    ServerFrame.State joined = bob.next(ServerFrame.State.class);
    assertThat(joined.state().conversationId()).isEqualTo("d");
    assertThat(joined.inboxTotal()).isEqualTo(2);
    bob.next(ServerFrame.Marked.class);
    world.send("alice", "d", "hi");
    assertThat(bob.next(ServerFrame.Event.class).conversationId()).isEqualTo("d");
  }

  private List<MessageRecord> messages() {
    return world.chat.ask(world.asApp(), new AppQuery.ListMessages("c", 100, null)).join();
  }

  private static ClientFrame.FollowConversation follow(long id, Have have, int more) {
    return new ClientFrame.FollowConversation(id, "c", have, more, 0, List.of());
  }

  private static <F> F only(List<Fact> facts, Class<F> type) {
    List<F> found = facts.stream().filter(type::isInstance).map(type::cast).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static String id(Done done) {
    return String.valueOf(done.messageId());
  }

  private static long at(Done done) {
    return done.createdAt();
  }
}
