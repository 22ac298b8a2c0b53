package io.tertulia.client.link;

import org.jspecify.annotations.Nullable;

/// A timer that rings on the turn, at most once for each time it is set. Belongs to the turn.
final class Bell {
  private final Turn turn;
  private final Timers timers;
  private Timers.@Nullable Alarm alarm;
  private long setting;

  Bell(Turn turn, Timers timers) {
    this.turn = turn;
    this.timers = timers;
  }

  /// Rings after that many milliseconds and no longer when it was to ring before.
  void ring(long millis, Runnable task) {
    silence();
    long now = setting;
    alarm = timers.schedule(Math.max(0, millis), () -> turn.execute(() -> sound(now, task)));
  }

  boolean isSet() {
    return alarm != null;
  }

  void silence() {
    setting++;
    if (alarm != null) {
      alarm.cancel();
      alarm = null;
    }
  }

  private void sound(long which, Runnable task) {
    if (which == setting && alarm != null) {
      alarm = null;
      task.run();
    }
  }
}
