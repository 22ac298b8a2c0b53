package io.tertulia.protocol.filter;

import java.time.Instant;

/// A condition on a time: to be in a span, or outside of it. Conversations know times to the
/// millisecond.
///
/// @param negated outside of the span, instead of in it
/// @param from milliseconds since 1970, in the span; [#EARLIEST] for a span without beginning
/// @param until milliseconds since 1970, not in the span; [#LATEST] for a span without end
public record TimeFilter(boolean negated, long from, long until) {
  /// Before all times; the least integer that every language's numbers hold.
  public static final long EARLIEST = -9_007_199_254_740_991L;

  /// After all times.
  public static final long LATEST = 9_007_199_254_740_991L;

  /// Later than that.
  public static TimeFilter after(Instant time) {
    return new TimeFilter(false, floor(time) + 1, LATEST);
  }

  /// Earlier than that.
  public static TimeFilter before(Instant time) {
    return new TimeFilter(false, EARLIEST, ceiling(time));
  }

  /// Then or later.
  public static TimeFilter atOrAfter(Instant time) {
    return new TimeFilter(false, ceiling(time), LATEST);
  }

  /// Then or earlier.
  public static TimeFilter atOrBefore(Instant time) {
    return new TimeFilter(false, EARLIEST, floor(time) + 1);
  }

  /// From one time, inclusive, to another, exclusive; nothing when the other is not later.
  public static TimeFilter between(Instant from, Instant until) {
    return new TimeFilter(false, ceiling(from), ceiling(until));
  }

  /// Before the one time, or then or after the other.
  public static TimeFilter notBetween(Instant from, Instant until) {
    return new TimeFilter(true, ceiling(from), ceiling(until));
  }

  /// Says whether a time fits, in milliseconds since 1970.
  boolean fits(long millis) {
    return (millis >= from && millis < until) != negated;
  }

  private static long floor(Instant time) {
    if (time.isBefore(Instant.ofEpochMilli(EARLIEST))) {
      return EARLIEST;
    }
    return time.isAfter(Instant.ofEpochMilli(LATEST - 1)) ? LATEST - 1 : time.toEpochMilli();
  }

  private static long ceiling(Instant time) {
    long millis = floor(time);
    return Instant.ofEpochMilli(millis).isBefore(time) ? millis + 1 : millis;
  }
}
