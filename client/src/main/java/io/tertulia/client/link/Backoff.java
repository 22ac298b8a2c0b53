package io.tertulia.client.link;

import java.util.Random;

/// How long to wait before the next attempt: a random time between nothing and a limit that doubles
/// with each failure (full jitter), so that clients who lost the same server do not come back
/// together. Belongs to the turn.
final class Backoff {
  private static final long FIRST = 100;
  private static final long MAX = 10_000;
  private static final int MAX_DOUBLINGS = 7;
  private static final int EASED = 4;

  private final Random random;
  private int failures;

  Backoff(Random random) {
    this.random = random;
  }

  /// Counts a failure and says how many milliseconds to wait.
  long next() {
    long limit = Math.min(MAX, FIRST << Math.min(failures, MAX_DOUBLINGS));
    failures++;
    return (long) (random.nextDouble() * limit);
  }

  /// It went well for once: the next wait is at most 1.6 seconds.
  void ease() {
    failures = Math.min(failures, EASED);
  }

  void reset() {
    failures = 0;
  }
}
