package io.tertulia.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PresenceTest {
  private static final int ROUNDS = 20_000;
  private static final TopicId BOB = new TopicId(1, "bob");

  /// Whoever follows while somebody comes reads that he is there, or is told at the next tick.
  @Test
  void nobody_who_comes_is_missed_by_those_who_begin_to_follow() throws Exception {
    Follower follower = follower();
    Presence[] presences = new Presence[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      presences[i] = new Presence(() -> 0);
    }
    AtomicInteger arrived = new AtomicInteger();
    Thread comes =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; i < ROUNDS; i++) {
                meet(arrived, i);
                presences[i].open(BOB);
              }
            });
    boolean[] read = new boolean[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      meet(arrived, i);
      presences[i].follow(BOB, follower);
      read[i] = presences[i].online(BOB);
    }
    comes.join();
    for (int i = 0; i < ROUNDS; i++) {
      Set<String> news = presences[i].takeNews().getOrDefault(follower, Set.of());
      assertThat(read[i] || news.contains("bob")).as("round %s", i).isTrue();
    }
  }

  /// Returns when both threads have come as far.
  @SuppressWarnings("ThreadPriorityCheck") // There may be one core.
  private static void meet(AtomicInteger arrived, int round) {
    arrived.incrementAndGet();
    while (arrived.get() < 2 * (round + 1)) {
      Thread.yield();
    }
  }

  private static Follower follower() {
    Reads nothing =
        (Reads)
            Proxy.newProxyInstance(
                Reads.class.getClassLoader(),
                new Class<?>[] {Reads.class},
                (proxy, method, arguments) -> {
                  throw new IllegalStateException("read: " + method.getName());
                });
    return new Follower(
        new Hub(() -> 0),
        new TopicId(1, "alice"),
        new Outlet() {
          @Override
          public void send(Payload payload) {}

          @Override
          public void refuse(@Nullable Long id, Refusal refusal) {}

          @Override
          public void end(ErrorCode code, String message) {}
        },
        nothing,
        new FollowLimits(1, 1, 1));
  }
}
