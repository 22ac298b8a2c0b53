package io.tertulia.client;

import io.tertulia.client.link.Timers;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Executor;

/// A pool, a clock and timers that move by hand: what was given to them runs in [#run] and
/// [#advance], on the test's thread.
final class Hand implements Executor, Timers {
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final PriorityQueue<Later> timers = new PriorityQueue<>();
  private long now = 1_000_000;
  private long count;

  private final class Later implements Comparable<Later>, Alarm {
    private final long at;
    private final long number;
    private final Runnable task;

    Later(long at, Runnable task) {
      this.at = at;
      this.number = count++;
      this.task = task;
    }

    @Override
    public int compareTo(Later other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }

    @Override
    public void cancel() {
      timers.remove(this);
    }
  }

  long now() {
    return now;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public Alarm schedule(long millis, Runnable task) {
    Later later = new Later(now + millis, task);
    timers.add(later);
    return later;
  }

  /// Runs what there is to do now, and what comes of it.
  void run() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  /// Lets time pass, with all that happens in it.
  void advance(long millis) {
    long end = now + millis;
    run();
    while (!timers.isEmpty() && timers.peek().at <= end) {
      Later next = timers.remove();
      now = Math.max(now, next.at);
      next.task.run();
      run();
    }
    now = end;
  }
}
