package io.tertulia.server.gate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tertulia.server.gate.http.TooFast;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Who went how fast. Safe for use by any thread; never blocks.
///
/// A bucket is one number: when it will be full again. So nothing has to fill it, and one that is
/// full is as good as none and is forgotten.
public final class Rates {
  private static final int MAX_BUCKETS = 1_000_000;

  private final RateLimits limits;
  private final LongSupplier nanos;
  private final Counters counters;
  private final Map<Rate, Cache<Object, AtomicLong>> buckets = new EnumMap<>(Rate.class);

  /// @param nanos a time that never jumps, such as [System#nanoTime]
  public Rates(RateLimits limits, LongSupplier nanos, Counters counters) {
    this.limits = limits;
    this.nanos = nanos;
    this.counters = counters;
    for (Rate rate : Rate.values()) {
      counters.counter(throttled(rate)); // There from the start, as what is watched has to be.
      buckets.put(
          rate,
          Caffeine.newBuilder()
              .maximumSize(MAX_BUCKETS)
              .expireAfterAccess(Duration.ofNanos(capacity(rate)).plusSeconds(1))
              .ticker(nanos::getAsLong)
              .executor(Runnable::run)
              .build());
    }
  }

  /// Takes a token.
  ///
  /// @param whose an app, a user, an address
  /// @throws TooFast when there is none; then nothing was taken
  public void take(Rate rate, Object whose) {
    if (!limits.enforced()) {
      return;
    }
    long now = nanos.getAsLong();
    long each = rate.each(limits);
    long room = capacity(rate) - each;
    AtomicLong bucket = bucket(rate, whose, now);
    while (true) {
      long full = bucket.get();
      long missing = Math.max(full - now, 0);
      if (missing > room) {
        counters.count(throttled(rate));
        throw new TooFast(
            rate.label() + ": too many (expected: " + expected(rate) + ")",
            Duration.ofNanos(missing - room));
      }
      if (bucket.compareAndSet(full, now + missing + each)) {
        return;
      }
    }
  }

  /// Takes a token whether there is one or not.
  ///
  /// @return how many nanoseconds have to pass until one more may be taken; 0 for none
  long charge(Rate rate, Object whose) {
    if (!limits.enforced()) {
      return 0;
    }
    long now = nanos.getAsLong();
    long each = rate.each(limits);
    long full =
        bucket(rate, whose, now).updateAndGet(before -> now + Math.max(before - now, 0) + each);
    long wait = Math.max(0, full - now - (capacity(rate) - each));
    if (wait > 0) {
      counters.count(throttled(rate));
    }
    return wait;
  }

  private AtomicLong bucket(Rate rate, Object whose, long now) {
    Cache<Object, AtomicLong> all = buckets.get(rate);
    if (all == null) {
      throw new IllegalStateException("no buckets for " + rate);
    }
    return all.get(whose, missing -> new AtomicLong(now));
  }

  /// How many nanoseconds an empty bucket takes to be full.
  private long capacity(Rate rate) {
    return rate.burst(limits) * rate.each(limits);
  }

  private static String throttled(Rate rate) {
    return "tertulia_throttled_total{rate=\"" + rate.label() + "\"}";
  }

  private String expected(Rate rate) {
    return rate.burst(limits)
        + " at once, then one each "
        + Duration.ofNanos(rate.each(limits)).toMillis()
        + " ms";
  }
}
