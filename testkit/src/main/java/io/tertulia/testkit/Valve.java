package io.tertulia.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// Decides when bytes pass, and how many. Guarded by its lock.
final class Valve {
  private static final long NEVER = Long.MAX_VALUE;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition turned = lock.newCondition();
  private boolean stalled;
  private Duration delay = Duration.ZERO;
  private long untilCut = NEVER;

  void stall(boolean on) {
    turn(() -> stalled = on);
  }

  void delay(Duration time) {
    turn(() -> delay = time);
  }

  void cutAfter(long bytes) {
    turn(() -> untilCut = bytes);
  }

  /// Lets everything pass at once.
  void open() {
    turn(() -> {
      stalled = false;
      delay = Duration.ZERO;
      untilCut = NEVER;
    });
  }

  /// Lets those who wait look again.
  void wake() {
    turn(() -> {});
  }

  /// Waits as long as bytes may not pass, and says how many of them may; fewer when a cut is due
  /// behind them.
  int pass(int count, BooleanSupplier ended) throws InterruptedException {
    lock.lock();
    try {
      long due = System.nanoTime() + delay.toNanos();
      while (!ended.getAsBoolean()) {
        long left = delay.isZero() ? 0 : due - System.nanoTime();
        if (stalled) {
          turned.await();
        } else if (left > 0) {
          turned.await(left, TimeUnit.NANOSECONDS);
        } else {
          break;
        }
      }
      if (untilCut > count) {
        untilCut -= untilCut == NEVER ? 0 : count;
        return count;
      }
      int allowed = (int) untilCut;
      untilCut = NEVER;
      return allowed;
    } finally {
      lock.unlock();
    }
  }

  private void turn(Runnable change) {
    lock.lock();
    try {
      change.run();
      turned.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
