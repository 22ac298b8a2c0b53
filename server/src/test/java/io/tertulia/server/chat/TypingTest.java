package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.Notify;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.ParticipantPatch;
import io.tertulia.protocol.command.Patch;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.fact.UserFact;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypingTest {
  private static final String ROOM = "room";

  @TempDir Path folder;
  private ChatWorld world;

  @BeforeEach
  void open() throws SQLException {
    world = new ChatWorld(folder);
    world.people("alice", "bob", "carol");
    world.join("alice", ROOM);
    world.join("bob", ROOM);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void who_types_is_told_at_the_next_tick_with_the_person() {
    Frames bob = watching("bob");
    type("alice");
    assertThat(bob.silent()).isTrue();

    world.hub.tick();

    ServerFrame.Typing told = bob.next(ServerFrame.Typing.class);
    assertThat(told.userIds()).containsExactly("alice");
    assertThat(told.many()).isFalse();
    assertThat(told.put()).extracting(UserFact::name).containsExactly("alice");
  }

  @Test
  void who_types_once_types_for_ten_seconds() {
    Frames bob = watching("bob");
    type("alice");
    world.hub.tick();
    bob.next(ServerFrame.Typing.class);

    pass(Duration.ofMillis(9_999));
    assertThat(bob.silent()).isTrue();
    pass(Duration.ofMillis(1));
    assertThat(bob.next(ServerFrame.Typing.class).userIds()).isEmpty();
  }

  @Test
  void who_types_on_types_ten_seconds_longer_and_keeps_the_place() {
    Frames bob = watching("bob");
    type("alice");
    pass(Duration.ofSeconds(1));
    bob.next(ServerFrame.Typing.class);
    type("bob");
    pass(Duration.ofSeconds(5));
    assertThat(bob.next(ServerFrame.Typing.class).userIds()).containsExactly("alice", "bob");
    type("alice");

    pass(Duration.ofSeconds(5));
    assertThat(bob.next(ServerFrame.Typing.class).userIds()).containsExactly("alice");
    pass(Duration.ofSeconds(5));
    assertThat(bob.next(ServerFrame.Typing.class).userIds()).isEmpty();
  }

  @Test
  void a_message_ends_typing_also_when_the_app_sends_it_for_the_user() {
    Frames bob = watching("bob");
    type("alice");
    type("bob");
    world.hub.tick();
    bob.next(ServerFrame.Typing.class);

    world.send("bob", ROOM, "done");
    world.hub.tick();
    bob.next(ServerFrame.Event.class);
    bob.next(ServerFrame.Marked.class);
    assertThat(bob.next(ServerFrame.Typing.class).userIds()).containsExactly("alice");

    world.submit(
        world.asApp(),
        new Command.SendMessage(
            ROOM, null, "alice", new Content.Text("by her phone"), Map.of(), null));
    world.hub.tick();
    bob.next(ServerFrame.Event.class);
    assertThat(bob.next(ServerFrame.Typing.class).userIds()).isEmpty();
  }

  @Test
  void who_types_and_sends_between_two_ticks_was_never_seen_typing() {
    Frames bob = watching("bob");
    type("alice");
    world.send("alice", ROOM, "quick");
    world.hub.tick();

    bob.next(ServerFrame.Event.class);
    assertThat(bob.silent()).isTrue();
  }

  @Test
  void leaving_ends_typing_and_whoever_left_hears_no_more() {
    Frames alice = watching("alice");
    Frames bob = watching("bob");
    type("alice");
    type("bob");
    world.hub.tick();
    alice.next(ServerFrame.Typing.class);
    bob.next(ServerFrame.Typing.class);

    world.submit(world.asApp(), new Command.DeleteParticipant(ROOM, "alice"));
    world.hub.tick();
    alice.next(ServerFrame.Outside.class);
    bob.next(ServerFrame.Event.class);
    assertThat(bob.next(ServerFrame.Typing.class).userIds()).containsExactly("bob");
    assertThat(alice.silent()).isTrue();
  }

  @Test
  void in_a_conversation_that_is_made_anew_nobody_types() {
    type("alice");
    world.hub.tick();
    world.submit(world.asApp(), new Command.DeleteConversation(ROOM));
    world.join("alice", ROOM);
    world.hub.tick();

    Frames alice = watching("alice");
    world.hub.tick();
    assertThat(alice.silent()).isTrue();
  }

  @Test
  void whoever_comes_later_hears_behind_the_state_who_types() {
    type("alice");
    world.hub.tick();

    Frames bob = watching("bob");
    assertThat(bob.next(ServerFrame.Typing.class).userIds()).containsExactly("alice");
  }

  @Test
  void whoever_did_not_ask_hears_nothing_and_may_ask_later_and_stop() {
    Frames bob = world.follower("bob");
    follow(bob, 1, false);
    type("alice");
    world.hub.tick();
    assertThat(bob.silent()).isTrue();

    follow(bob, 2, true);
    bob.next(ServerFrame.Typing.class);
    follow(bob, 3, false);
    world.send("alice", ROOM, "done");
    world.hub.tick();
    bob.next(ServerFrame.Event.class);
    assertThat(bob.silent()).isTrue();
  }

  @Test
  void more_than_six_are_many_and_one_more_makes_no_frame() {
    Frames bob = watching("bob");
    String[] people = {"p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8"};
    world.people(people);
    for (String person : people) {
      world.join(person, ROOM);
      bob.next(ServerFrame.Event.class);
    }
    for (int i = 0; i < 6; i++) {
      type(people[i]);
    }
    world.hub.tick();
    assertThat(bob.next(ServerFrame.Typing.class).userIds()).hasSize(6);
    type(people[6]);
    world.hub.tick();
    ServerFrame.Typing many = bob.next(ServerFrame.Typing.class);
    assertThat(many).isEqualTo(new ServerFrame.Typing(ROOM, List.of(), true, List.of()));
    type(people[7]);
    world.hub.tick();
    assertThat(bob.silent()).isTrue();

    world.send("p1", ROOM, "one");
    world.send("p2", ROOM, "two");
    world.hub.tick();
    bob.next(ServerFrame.Event.class);
    bob.next(ServerFrame.Event.class);
    assertThat(bob.next(ServerFrame.Typing.class).userIds())
        .containsExactly("p3", "p4", "p5", "p6", "p7", "p8");
  }

  @Test
  void only_who_takes_part_and_may_write_may_type() {
    assertThatThrownBy(() -> type("carol"))
        .isInstanceOfSatisfying(
            Refusal.class, no -> assertThat(no.code()).isEqualTo(ErrorCode.NOT_PARTICIPANT));
    world.submit(
        world.asApp(),
        new Command.SetParticipant(
            ROOM,
            "bob",
            new ParticipantPatch(Patch.put(Access.READ), Patch.<Notify>keep()),
            Mode.UPSERT));
    assertThatThrownBy(() -> type("bob"))
        .isInstanceOfSatisfying(
            Refusal.class, no -> assertThat(no.code()).isEqualTo(ErrorCode.PERMISSION_DENIED));
    assertThatThrownBy(() -> world.submit(world.asApp(), new Command.MarkAsTyping(ROOM)))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void typing_writes_nothing() throws IOException {
    Path log = folder.resolve("test.db-wal");
    long before = Files.size(log);
    var written = Files.getLastModifiedTime(log);
    for (int i = 0; i < 100; i++) {
      type("alice");
    }
    assertThat(Files.size(log)).isEqualTo(before);
    assertThat(Files.getLastModifiedTime(log)).isEqualTo(written);
  }

  private Frames watching(String user) {
    Frames frames = world.follower(user);
    follow(frames, 1, true);
    return frames;
  }

  private static void follow(Frames frames, long id, boolean typing) {
    frames.follower.followConversation(
        new ClientFrame.FollowConversation(id, ROOM, null, 0, 0, List.of(), typing, List.of()));
    frames.next(ServerFrame.State.class);
  }

  private void type(String user) {
    world.submit(world.as(user), new Command.MarkAsTyping(ROOM));
  }

  private void pass(Duration time) {
    world.nanos.addAndGet(time.toNanos());
    world.hub.tick();
  }
}
