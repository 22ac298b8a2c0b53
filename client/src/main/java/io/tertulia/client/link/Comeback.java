package io.tertulia.client.link;

import org.jspecify.annotations.Nullable;

/// When to come back after a line broke. Belongs to the turn.
///
/// Waits grow with every attempt that fails. A welcome makes the next one short, and a line that
/// held for five seconds the shortest: who is cut off again and again comes back soon each time. It
/// is not the shortest at once, so that a server that welcomes everybody and then drops them is not
/// overrun.
final class Comeback {
  static final long GOOD_MILLIS = 5_000;

  private final Backoff backoff;
  private final Clock clock;
  private final Bell bell;
  private @Nullable Long welcomedAt;
  private @Nullable Outage outage;

  Comeback(Backoff backoff, Clock clock, Bell bell) {
    this.backoff = backoff;
    this.clock = clock;
    this.bell = bell;
  }

  /// Why the last line broke and when the next one is tried; null before the first break.
  @Nullable Outage outage() {
    return outage;
  }

  /// The server has welcomed us.
  void welcomed() {
    welcomedAt = clock.millis();
    backoff.ease();
  }

  /// The line broke: `again` runs after a while.
  void after(Failure why, Runnable again) {
    long now = clock.millis();
    if (welcomedAt != null && now - welcomedAt >= GOOD_MILLIS) {
      backoff.reset();
    }
    welcomedAt = null;
    long wait = backoff.next();
    outage = new Outage(now + wait, why);
    bell.ring(wait, again);
  }

  /// No line is wanted.
  void rest() {
    bell.silence();
    welcomedAt = null;
    backoff.reset();
  }
}
