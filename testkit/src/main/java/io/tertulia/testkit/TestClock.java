package io.tertulia.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that stands still until a test moves it, forward or back, as the clocks of real machines
/// do. Safe for use by any thread.
public final class TestClock extends Clock {
  private final AtomicReference<Instant> now;
  private final ZoneId zone;

  private TestClock(AtomicReference<Instant> now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  /// A clock in UTC that shows this time.
  public static TestClock at(Instant start) {
    return new TestClock(new AtomicReference<>(start), ZoneOffset.UTC);
  }

  /// Lets time pass.
  ///
  /// @param time none or more
  /// @return what the clock shows now
  public Instant advance(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("time: " + time + " (expected: not negative; see jumpTo)");
    }
    return now.updateAndGet(before -> before.plus(time));
  }

  /// Sets the clock, also back.
  public void jumpTo(Instant time) {
    now.set(time);
  }

  @Override
  public Instant instant() {
    Instant shown = now.get();
    if (shown == null) {
      throw new IllegalStateException("the clock shows nothing");
    }
    return shown;
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /// The same clock in another zone: moved with this one.
  @Override
  public TestClock withZone(ZoneId other) {
    return new TestClock(now, other);
  }
}
