package io.tertulia.cli.history;

import io.tertulia.cli.terminal.Gauge;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/// How far the reading of files is: a bar that grows, and where nobody looks a line now and then.
/// For one thread.
final class Progress {
  private static final Duration PACE = Duration.ofMillis(200);
  private static final Duration LINES = Duration.ofSeconds(30);

  private final PrintWriter terminal;
  private final boolean shown;
  private final InstantSource clock;
  private final Instant begun;
  private final long allBytes;
  private long bytes;
  private Instant drawn;

  /// @param shown whether anybody looks
  /// @param allBytes of all files together; -1 when nobody can tell
  Progress(PrintWriter terminal, boolean shown, InstantSource clock, long allBytes) {
    this.terminal = terminal;
    this.shown = shown;
    this.clock = clock;
    this.begun = clock.instant();
    this.drawn = begun;
    this.allBytes = allBytes;
  }

  /// Some bytes of a file were read.
  void read(long count) {
    bytes += count;
  }

  /// So many messages have gone by.
  void went(long messages) {
    Instant now = clock.instant();
    if (Duration.between(drawn, now).compareTo(shown ? PACE : LINES) >= 0) {
      drawn = now;
      String text = bar(bytes, allBytes, messages, Duration.between(begun, now));
      terminal.print(shown ? "\r" + text + "\033[K" : text + System.lineSeparator());
      terminal.flush();
    }
  }

  /// Takes the bar away.
  void clear() {
    if (shown) {
      terminal.print("\r\033[K");
      terminal.flush();
    }
  }

  /// How long it took until now.
  Duration time() {
    return Duration.between(begun, clock.instant());
  }

  static String bar(long bytes, long allBytes, long messages, Duration time) {
    double seconds = Math.max(time.toMillis(), 1) / 1000.0;
    if (allBytes < 0) {
      return String.format(
          Locale.ROOT, "%,d messages  %,.0f messages/s", messages, messages / seconds);
    }
    return String.format(
        Locale.ROOT,
        "%s  %,.0f messages/s%s",
        Gauge.bar(bytes, allBytes),
        messages / seconds,
        Gauge.left(bytes, allBytes, time));
  }
}
