package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnlineTest {
  @TempDir Path folder;
  private ChatWorld world;

  @BeforeEach
  void open() throws SQLException {
    world = new ChatWorld(folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whoever_asks_is_told_of_all_whom_they_asked_for() {
    world.follower("bob");
    Frames alice = watching("alice", "bob", "carol", "alice");

    assertThat(alice.next(ServerFrame.Online.class))
        .isEqualTo(new ServerFrame.Online(1L, Map.of("bob", true, "carol", false, "alice", true)));
  }

  @Test
  void whoever_leaves_is_offline_ten_seconds_after_the_last_device() {
    Frames phone = world.follower("bob");
    Frames laptop = world.follower("bob");
    Frames alice = watching("alice", "bob");
    alice.next(ServerFrame.Online.class);

    phone.follower.close();
    pass(Duration.ofMinutes(1));
    assertThat(alice.silent()).isTrue();
    laptop.follower.close();
    pass(Duration.ofMillis(9_999));
    assertThat(alice.silent()).isTrue();
    pass(Duration.ofMillis(1));
    assertThat(alice.next(ServerFrame.Online.class))
        .isEqualTo(new ServerFrame.Online(null, Map.of("bob", false)));
  }

  @Test
  void whoever_comes_back_within_ten_seconds_was_never_away() {
    Frames first = world.follower("bob");
    Frames alice = watching("alice", "bob");
    alice.next(ServerFrame.Online.class);

    first.follower.close();
    pass(Duration.ofSeconds(9));
    Frames second = world.follower("bob");
    pass(Duration.ofSeconds(9));
    second.follower.close();
    pass(Duration.ofSeconds(9));
    assertThat(alice.silent()).isTrue();
    pass(Duration.ofSeconds(1));
    assertThat(alice.next(ServerFrame.Online.class).users())
        .containsExactly(Map.entry("bob", false));
  }

  @Test
  void those_who_come_between_two_ticks_are_told_in_one_frame() {
    Frames alice = watching("alice", "bob", "carol", "dave");
    alice.next(ServerFrame.Online.class);
    world.follower("bob");
    world.follower("carol");
    world.hub.tick();

    assertThat(alice.next(ServerFrame.Online.class))
        .isEqualTo(new ServerFrame.Online(null, Map.of("bob", true, "carol", true)));
    assertThat(alice.silent()).isTrue();
  }

  @Test
  void whoever_follows_no_longer_is_told_no_longer() {
    Frames alice = watching("alice", "bob", "carol");
    alice.next(ServerFrame.Online.class);
    alice.follower.unfollow(
        new ClientFrame.Unfollow(List.of(), List.of(), false, List.of("bob", "nobody")));
    world.follower("bob");
    world.follower("carol");
    world.hub.tick();
    assertThat(alice.next(ServerFrame.Online.class).users()).containsOnlyKeys("carol");

    alice.follower.close();
    world.follower("bob").follower.close();
    pass(Duration.ofSeconds(10));
    assertThat(alice.silent()).isTrue();
  }

  @Test
  void a_connection_is_told_of_so_many_and_no_more() {
    List<String> many = IntStream.range(0, 999).mapToObj(i -> "u" + i).toList();
    Frames alice = watching("alice", many.toArray(String[]::new));
    alice.next(ServerFrame.Online.class);
    alice.follower.followOnline(new ClientFrame.FollowOnline(2, List.of("u0", "v", "w")));
    assertThat(alice.next(ServerFrame.Refused.class).code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    alice.follower.followOnline(new ClientFrame.FollowOnline(3, List.of("u0", "v")));
    assertThat(alice.next(ServerFrame.Online.class).users()).containsOnlyKeys("u0", "v");
  }

  @Test
  void an_id_that_no_user_can_have_is_refused_and_not_kept() {
    Frames alice = watching("alice", "x".repeat(256));
    assertThat(alice.next(ServerFrame.Refused.class).code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    world.follower("x".repeat(256));
    world.hub.tick();
    assertThat(alice.silent()).isTrue();
  }

  @Test
  void whoever_cannot_be_told_is_ended_and_the_others_are_told() {
    List<Frames> some = IntStream.range(0, 8).mapToObj(i -> watching("alice", "bob")).toList();
    some.forEach(frames -> frames.next(ServerFrame.Online.class));
    Frames broken = some.get(3);
    broken.broken = true;
    world.follower("bob");
    world.hub.tick();

    assertThat(broken.next(ServerFrame.Bye.class).code()).isEqualTo(ErrorCode.UNAVAILABLE);
    for (Frames frames : some) {
      if (!frames.broken) {
        assertThat(frames.next(ServerFrame.Online.class).users()).containsEntry("bob", true);
      }
    }
  }

  private Frames watching(String user, String... whom) {
    Frames frames = world.follower(user);
    frames.follower.followOnline(new ClientFrame.FollowOnline(1, List.of(whom)));
    return frames;
  }

  private void pass(Duration time) {
    world.nanos.addAndGet(time.toNanos());
    world.hub.tick();
  }
}
