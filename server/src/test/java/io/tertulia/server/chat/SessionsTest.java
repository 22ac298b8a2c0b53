package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.server.delivery.Session;
import io.tertulia.server.delivery.TopicId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the app can know of the connections of a user.
class SessionsTest {
  @TempDir Path folder;
  private ChatWorld world;

  @BeforeEach
  void open() throws Exception {
    world = new ChatWorld(folder);
    world.people("alice", "bob");
    world.join("bob", "tea");
    world.join("bob", "cake");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void every_connection_is_a_session_until_it_ends() {
    assertThat(sessions()).isEmpty();
    Frames phone = world.follower("bob");
    Frames laptop = world.follower("bob");
    assertThat(sessions()).hasSize(2).doesNotHaveDuplicates();
    assertThat(sessions()).allMatch(session -> !session.shows() && session.selected() == null);
    phone.follower.close();
    assertThat(sessions()).hasSize(1);
    laptop.follower.close();
    assertThat(sessions()).isEmpty();
  }

  @Test
  void the_conversation_that_was_followed_last_is_selected() {
    Frames bob = world.follower("bob");
    follow(bob, "tea");
    assertThat(session().selected()).isEqualTo("tea");
    follow(bob, "cake");
    assertThat(session().selected()).isEqualTo("cake");
    follow(bob, "tea");
    assertThat(session().selected()).isEqualTo("cake");
    bob.follower.unfollow(new ClientFrame.Unfollow(List.of("cake"), List.of(), false, List.of()));
    assertThat(session().selected()).isEqualTo("tea");
    bob.follower.unfollow(new ClientFrame.Unfollow(List.of("tea"), List.of(), false, List.of()));
    assertThat(session().selected()).isNull();
    assertThat(session().shows()).isFalse();
  }

  @Test
  void a_conversation_in_which_the_user_takes_no_part_is_not_selected() {
    Frames bob = world.follower("bob");
    bob.follower.followConversation(
        new ClientFrame.FollowConversation(1, "elsewhere", null, 0, 0, List.of()));
    bob.next(ServerFrame.Outside.class);
    assertThat(session().selected()).isNull();
    assertThat(session().shows()).isTrue();
  }

  @Test
  void a_session_types_where_its_conversation_is_typed_in() {
    follow(world.follower("bob"), "tea");
    world.submit(world.as("bob"), new Command.MarkAsTyping("cake"));
    assertThat(session().typing()).isFalse();
    world.submit(world.as("bob"), new Command.MarkAsTyping("tea"));
    assertThat(session().typing()).isTrue();
    world.nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    world.hub.tick();
    assertThat(session().typing()).isFalse();
  }

  @Test
  void nobody_asks_for_more_than_a_hundred_at_once() {
    world.follower("bob");
    assertThat(world.chat.ask(world.asApp(), new AppQuery.ListSessions(null)).join())
        .containsOnlyKeys("bob");
    assertThat(ask(Collections.nCopies(100, "bob"))).containsOnlyKeys("bob");
    assertThatThrownBy(() -> ask(Collections.nCopies(101, "bob")))
        .hasMessageContaining("userIds: 101 (expected: at most 100)");
  }

  private Map<String, List<Session>> ask(List<String> users) {
    return world.chat.ask(world.asApp(), new AppQuery.ListSessions(users)).join();
  }

  private static void follow(Frames frames, String conversation) {
    frames.follower.followConversation(
        new ClientFrame.FollowConversation(1, conversation, null, 0, 0, List.of()));
    frames.next(ServerFrame.State.class);
  }

  private List<Session> sessions() {
    return world.hub.sessions(new TopicId(world.app().key(), "bob"));
  }

  private Session session() {
    assertThat(sessions()).hasSize(1);
    return sessions().getFirst();
  }
}
