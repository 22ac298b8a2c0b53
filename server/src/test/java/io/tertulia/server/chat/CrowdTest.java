package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.ConversationPatch;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.ParticipantPatch;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.server.delivery.FollowLimits;
import io.tertulia.server.delivery.Follower;
import io.tertulia.server.delivery.Outlet;
import io.tertulia.server.delivery.Payload;
import io.tertulia.server.delivery.TopicId;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A room of a thousand people who are all there: what they do at once costs each of them a few
/// frames, not a thousand. Prints what it measures, without sockets.
class CrowdTest {
  private static final int CROWD = 1_000;
  private static final String ROOM = "room";
  private static final List<String> PEOPLE =
      IntStream.range(0, CROWD).mapToObj(i -> "person-" + i).toList();

  @TempDir Path folder;
  private final LongAdder frames = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private ChatWorld world;

  @BeforeEach
  void gather() throws Exception {
    world = new ChatWorld(folder);
    world.people(PEOPLE.toArray(String[]::new));
    world.submit(
        world.asApp(),
        new Command.SetConversation(
            ROOM, ConversationPatch.KEEP, ParticipantPatch.KEEP, PEOPLE, Mode.UPSERT));
    CountDownLatch told = new CountDownLatch(CROWD);
    for (String person : PEOPLE) {
      Follower follower =
          new Follower(
              world.hub,
              new TopicId(1, person),
              new Ear(told),
              world.chat.reads(world.as(person)),
              new FollowLimits(10, 10, 10));
      follower.followConversation(
          new ClientFrame.FollowConversation(1, ROOM, null, 0, 0, List.of(), true, List.of()));
    }
    told.await();
    world.send(PEOPLE.getFirst(), ROOM, "Shall we begin?");
    world.now.addAndGet(1_000);
    world.nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    settle();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void everybody_marks_as_read_at_once() {
    measure("mark as read at once", Command.MarkAsRead::new, Duration.ZERO);
    // Each hears of the own mark, and few times of what everybody has read.
    assertThat(frames.sum()).isBetween(2L * CROWD, 10L * CROWD);
    assertThat(bytes.sum()).isLessThan(2_000L * CROWD);
  }

  @Test
  void everybody_marks_as_read_one_after_another() {
    // A second round in the same order: each mark moves what everybody has read.
    measure("mark as read in turn", Command.MarkAsRead::new, Duration.ofMillis(10));
    measure("mark as read in turn again", Command.MarkAsRead::new, Duration.ofMillis(10));
    assertThat(frames.sum()).isBetween(10L * CROWD, 15L * CROWD);
    assertThat(bytes.sum()).isLessThan(3_000L * CROWD);
  }

  @Test
  void everybody_types_at_once() {
    measure("type at once", Command.MarkAsTyping::new, Duration.ZERO);
    assertThat(frames.sum()).isBetween((long) CROWD, 2L * CROWD);
    frames.reset();
    bytes.reset();
    world.nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    settle();
    assertThat(frames.sum()).isEqualTo(CROWD);
  }

  @Test
  void everybody_types_one_after_another() {
    measure("type in turn", Command.MarkAsTyping::new, Duration.ofMillis(10));
    // One to six and then many; and that it is over does not come, as the last has just begun.
    assertThat(frames.sum()).isBetween((long) CROWD, 8L * CROWD);
    assertThat(bytes.sum()).isLessThan(8_000L * CROWD);
  }

  private void measure(String what, Function<String, Command> command, Duration apart) {
    frames.reset();
    bytes.reset();
    long cpu = cpu();
    List<CompletableFuture<?>> done = new ArrayList<>();
    for (String person : PEOPLE) {
      done.add(world.chat.submit(world.as(person), command.apply(ROOM)));
      if (apart.isPositive()) {
        done.getLast().join();
        world.now.addAndGet(apart.toMillis());
        world.nanos.addAndGet(apart.toNanos());
        settle();
      }
    }
    done.forEach(CompletableFuture::join);
    world.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    settle();
    System.out.printf(
        "A room of %,d, all %s: %,d frames, %,d KB, %.2f s of CPU (n squared: %,d frames)%n",
        CROWD, what, frames.sum(), bytes.sum() / 1_000, (cpu() - cpu) / 1e9, (long) CROWD * CROWD);
  }

  /// What the ticker does, and that it is done.
  private void settle() {
    world.chat.tick();
    world.people(PEOPLE.getFirst());
    world.hub.tick();
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /// Counts what it is told.
  private final class Ear implements Outlet {
    private final CountDownLatch told;

    Ear(CountDownLatch told) {
      this.told = told;
    }

    @Override
    public void send(Payload payload) {
      frames.increment();
      bytes.add(payload.size());
      told.countDown();
    }

    @Override
    public void refuse(@Nullable Long id, Refusal refusal) {
      throw new AssertionError(refusal);
    }

    @Override
    public void end(ErrorCode code, String message) {
      throw new AssertionError(message);
    }
  }
}
