package io.tertulia.client.link;

/// Runs something later.
@FunctionalInterface
public interface Timers {
  /// Runs the task after that many milliseconds, on a thread that must not be kept.
  Alarm schedule(long millis, Runnable task);

  /// Something that is to run later.
  @FunctionalInterface
  interface Alarm {
    /// Keeps the task from starting, if it has not; may be too late.
    void cancel();
  }
}
