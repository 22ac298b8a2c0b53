package io.tertulia.client.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnTest {
  private static final int TASKS = 20_000;

  @Test
  void tasks_of_many_threads_run_one_at_a_time_and_each_threads_in_order() throws Exception {
    try (ExecutorService pool = Executors.newCachedThreadPool()) {
      AtomicInteger inside = new AtomicInteger();
      AtomicInteger most = new AtomicInteger();
      List<int[]> ran = Collections.synchronizedList(new ArrayList<>());
      CountDownLatch done = new CountDownLatch(4 * TASKS);
      Turn turn = new Turn(pool, 64, () -> {});
      for (int thread = 0; thread < 4; thread++) {
        int from = thread;
        pool.execute(() -> {
          for (int i = 0; i < TASKS; i++) {
            int number = i;
            turn.execute(() -> {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              ran.add(new int[] {from, number});
              inside.decrementAndGet();
              done.countDown();
            });
          }
        });
      }
      assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(most).hasValue(1);
      int[] next = new int[4];
      assertThat(ran).allSatisfy(task -> assertThat(task[1]).isEqualTo(next[task[0]]++));
    }
  }

  @Test
  void rest_comes_behind_the_last_task_of_a_batch() throws Exception {
    try (ExecutorService pool = Executors.newCachedThreadPool()) {
      LinkedBlockingQueue<String> log = new LinkedBlockingQueue<>();
      Turn turn = new Turn(pool, 2, () -> log.add("rest"));
      turn.execute(() -> {
        for (String task : List.of("a", "b", "c")) {
          turn.execute(() -> log.add(task));
        }
      });
      List<String> heard = new ArrayList<>();
      while (heard.size() < 6) {
        heard.add(log.poll(10, TimeUnit.SECONDS));
      }
      assertThat(heard).containsExactly("rest", "a", "b", "rest", "c", "rest");
    }
  }

  @Test
  void a_task_that_throws_does_not_keep_the_next_from_running() throws Exception {
    LinkedBlockingQueue<Throwable> thrown = new LinkedBlockingQueue<>();
    LinkedBlockingQueue<String> log = new LinkedBlockingQueue<>();
    try (ExecutorService pool =
        Executors.newCachedThreadPool(task -> {
          Thread thread = new Thread(task);
          thread.setUncaughtExceptionHandler((where, what) -> thrown.add(what));
          return thread;
        })) {
      Turn turn = new Turn(pool, 8, () -> {});
      turn.execute(() -> {
        throw new IllegalStateException("first");
      });
      turn.execute(() -> log.add("second"));
      assertThat(log.poll(10, TimeUnit.SECONDS)).isEqualTo("second");
      assertThat(thrown.poll(10, TimeUnit.SECONDS)).hasMessage("first");
    }
  }
}
