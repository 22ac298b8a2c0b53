package io.tertulia.cli.terminal;

import java.time.Duration;
import java.util.Locale;

/// How far something is, in signs.
public final class Gauge {
  private static final int WIDTH = 30;
  private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

  private Gauge() {}

  /// A bar that fills, and a percentage.
  public static String bar(long done, long all) {
    double part = part(done, all);
    int full = (int) (part * WIDTH);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3d %%",
        "#".repeat(full),
        "-".repeat(WIDTH - full),
        (int) (part * 100));
  }

  /// How long the rest will take, if it goes on as it did, with two spaces before it; empty while
  /// nobody can tell.
  ///
  /// @param time that was needed until now
  public static String left(long done, long all, Duration time) {
    double part = part(done, all);
    if (part < 0.01) {
      return "";
    }
    double seconds = Math.max(time.toMillis(), 1) / 1000.0;
    long left = (long) Math.ceil(seconds * (1 - part) / part);
    return left < 60
        ? "  " + left + " s left"
        : "  %d:%02d min left".formatted(left / 60, left % 60);
  }

  /// A number of bytes as people say it, such as `1.2 MB`; a kB is 1,000 of them.
  public static String bytes(long count) {
    if (count < 1_000) {
      return count + " bytes";
    }
    double value = count;
    int unit = -1;
    while (value >= 999.5 && unit < UNITS.length - 1) {
      value /= 1_000;
      unit++;
    }
    return String.format(Locale.ROOT, value < 9.95 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
  }

  private static double part(long done, long all) {
    return all == 0 ? 1 : Math.min(1.0, (double) done / all);
  }
}
