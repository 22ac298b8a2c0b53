package io.tertulia.bench.scenario;

import io.tertulia.bench.line.Loop;
import java.util.function.LongConsumer;

/// Does something so many times a second, and does not wait: what is late is made up for at once,
/// and told when it should have been.
final class Pace {
  private final Loop loop;
  private final long begin;
  private final double nanosEach;
  private final LongConsumer task;
  private long count;
  private boolean on = true;

  private Pace(Loop loop, double perSecond, LongConsumer task) {
    this.loop = loop;
    this.begin = System.nanoTime();
    this.nanosEach = 1e9 / perSecond;
    this.task = task;
  }

  /// Begins.
  ///
  /// @param task takes when it should have been done
  static Pace begin(Loop loop, double perSecond, LongConsumer task) {
    Pace pace = new Pace(loop, perSecond, task);
    loop.at(pace.begin, pace::go);
    return pace;
  }

  private void go() {
    while (on && next() - System.nanoTime() <= 0) {
      task.accept(next());
      count++;
    }
    if (on) {
      loop.at(next(), this::go);
    }
  }

  private long next() {
    return begin + (long) (count * nanosEach);
  }

  void stop() {
    on = false;
  }
}
