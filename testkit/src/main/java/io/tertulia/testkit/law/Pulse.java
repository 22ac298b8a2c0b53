package io.tertulia.testkit.law;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// Lets somebody wait until something is so: looks again whenever anything happens.
final class Pulse {
  /// How long nothing happens before it looks all the same.
  private static final long LOOK_MILLIS = 50;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition beaten = lock.newCondition();

  /// Something happened.
  void beat() {
    lock.lock();
    try {
      beaten.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until it is so; false when it is not in time.
  boolean await(Duration patience, BooleanSupplier isSo) {
    long end = System.nanoTime() + patience.toNanos();
    lock.lock();
    try {
      while (!isSo.getAsBoolean()) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        var _ = beaten.awaitNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)));
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
