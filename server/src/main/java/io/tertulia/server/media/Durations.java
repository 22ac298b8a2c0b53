package io.tertulia.server.media;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Lengths of time as media files count them: so many ticks, and so many ticks a second.
final class Durations {
  private static final long MAX_SECONDS = 1_000_000;

  private Durations() {}

  /// The time; null when there is none, or it is beyond what anybody records.
  static @Nullable Duration of(long ticks, long ticksPerSecond) {
    return of((double) ticks, (double) ticksPerSecond);
  }

  /// The time; null when there is none, or it is beyond what anybody records.
  static @Nullable Duration of(double ticks, double ticksPerSecond) {
    double seconds = ticks / ticksPerSecond;
    long micros = seconds <= MAX_SECONDS ? Math.round(seconds * 1e6) : 0;
    return micros > 0 ? Duration.ofNanos(micros * 1_000) : null;
  }
}
