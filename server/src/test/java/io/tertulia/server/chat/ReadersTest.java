package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.ConversationPatch;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.ParticipantPatch;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.TallyFact;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What everybody has read, in a conversation of forty.
class ReadersTest {
  private static final String ROOM = "room";
  private static final String[] PEOPLE =
      IntStream.range(0, 40).mapToObj(i -> "p" + i).toArray(String[]::new);

  @TempDir Path folder;

  @Test
  void many_marks_make_one_event_after_a_millisecond_a_participant() throws SQLException {
    try (ChatWorld world = crowded(folder)) {
      Frames watcher = watching(world);
      readAll(world);
      world.nanos.addAndGet(Duration.ofMillis(39).toNanos());
      world.chat.tick();
      flush(world);
      watcher.next(ServerFrame.Marked.class);
      assertThat(watcher.silent()).isTrue();

      world.nanos.addAndGet(Duration.ofMillis(1).toNanos());
      world.chat.tick();
      flush(world);
      assertThat(everyone(watcher)).isEqualTo(world.now.get());
      assertThat(watcher.silent()).isTrue();
    }
  }

  @Test
  void an_event_that_goes_out_anyway_tells_it_at_once() throws SQLException {
    try (ChatWorld world = crowded(folder)) {
      Frames watcher = watching(world);
      readAll(world);
      long until = world.now.get();
      watcher.next(ServerFrame.Marked.class);
      world.now.addAndGet(10);
      world.send("p1", ROOM, "hi");
      assertThat(everyone(watcher)).isEqualTo(until);

      world.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      world.chat.tick();
      flush(world);
      assertThat(watcher.silent()).isTrue();
    }
  }

  @Test
  void what_waits_is_told_before_the_door_closes() throws SQLException {
    long until;
    try (ChatWorld world = crowded(folder)) {
      readAll(world);
      until = world.now.get();
    }
    try (ChatWorld world = new ChatWorld(folder)) {
      assertThat(everyone(world)).isEqualTo(until);
    }
  }

  @Test
  void what_a_crash_left_waiting_is_told_with_the_next_mark() throws SQLException {
    try (ChatWorld crashed = crowded(folder)) {
      readAll(crashed);
      long until = crashed.now.get();
      try (ChatWorld world = new ChatWorld(folder)) {
        assertThat(everyone(world)).isLessThan(until);
        world.now.set(until + 5);
        world.submit(world.as("p7"), new Command.MarkAsRead(ROOM));
        world.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        world.chat.tick();
        flush(world);
        assertThat(everyone(world)).isEqualTo(until);
      }
    }
  }

  @Test
  void the_slowest_reader_holds_it_back_and_costs_nobody_an_event() throws SQLException {
    try (ChatWorld world = crowded(folder)) {
      Frames watcher = watching(world);
      for (int i = 1; i < PEOPLE.length; i++) {
        world.submit(world.as(PEOPLE[i]), new Command.MarkAsRead(ROOM));
      }
      world.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      world.chat.tick();
      flush(world);
      assertThat(watcher.silent()).isTrue();
    }
  }

  private static ChatWorld crowded(Path folder) throws SQLException {
    ChatWorld world = new ChatWorld(folder);
    world.people(PEOPLE);
    world.submit(
        world.asApp(),
        new Command.SetConversation(
            ROOM, ConversationPatch.KEEP, ParticipantPatch.KEEP, List.of(PEOPLE), Mode.UPSERT));
    world.now.addAndGet(1_000);
    return world;
  }

  private static void readAll(ChatWorld world) {
    for (String person : PEOPLE) {
      world.submit(world.as(person), new Command.MarkAsRead(ROOM));
    }
  }

  private static Frames watching(ChatWorld world) {
    Frames frames = world.follower("p0");
    follow(frames);
    return frames;
  }

  private static ServerFrame.State follow(Frames frames) {
    frames.follower.followConversation(
        new ClientFrame.FollowConversation(1, ROOM, null, 0, 0, List.of()));
    return frames.next(ServerFrame.State.class);
  }

  /// Returns when what was submitted before is done.
  private static void flush(ChatWorld world) {
    world.people("p0");
  }

  private static long everyone(Frames frames) {
    return everyone(frames.next(ServerFrame.Event.class).put());
  }

  private static long everyone(ChatWorld world) {
    return everyone(follow(world.follower("p0")).state().put());
  }

  private static long everyone(List<Fact> facts) {
    return facts.stream()
        .filter(TallyFact.class::isInstance)
        .mapToLong(fact -> ((TallyFact) fact).everyoneReadUntil())
        .findFirst()
        .orElseThrow();
  }
}
