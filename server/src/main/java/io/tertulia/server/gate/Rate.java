package io.tertulia.server.gate;

import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/// What is done only so often: how many at once, and how long one more takes to become free.
@SuppressWarnings("ImmutableEnumChecker") // Lambdas that capture nothing are.
public enum Rate {
  /// A call of an app to the REST API.
  REST(RateLimits::restBurst, limits -> each(limits.restPerSecond())),
  /// Several calls of an app in one.
  BATCH(RateLimits::batchBurst, limits -> each(limits.batchPerSecond())),
  /// A command of a user over a WebSocket.
  COMMANDS(RateLimits::commandsBurst, limits -> each(limits.commandsPerSecond())),
  /// A user says that he types.
  TYPING(RateLimits::typingBurst, limits -> each(limits.typingPerSecond())),
  /// Somebody at an address makes an anonymous app.
  ANONYMOUS(limits -> 1, limits -> limits.anonymousEvery().toNanos());

  private final ToIntFunction<RateLimits> burst;
  private final ToLongFunction<RateLimits> each;

  Rate(ToIntFunction<RateLimits> burst, ToLongFunction<RateLimits> each) {
    this.burst = burst;
    this.each = each;
  }

  /// Its name where it is counted and told.
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  int burst(RateLimits limits) {
    return burst.applyAsInt(limits);
  }

  /// How many nanoseconds one takes to become free.
  long each(RateLimits limits) {
    return each.applyAsLong(limits);
  }

  private static long each(int perSecond) {
    return 1_000_000_000L / perSecond;
  }
}
