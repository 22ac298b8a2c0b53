package io.tertulia.server.gate;

import java.util.concurrent.atomic.LongAdder;

/// How long something took how often, for Prometheus: in buckets with fixed bounds, from half a
/// millisecond to ten seconds. Safe for use by any thread; to count costs a few nanoseconds.
public final class Histogram {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /// The bounds in seconds as they are written, and in nanoseconds.
  private static final String[] SECONDS = {
    "0.0005", "0.001", "0.0025", "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5",
    "5", "10"
  };

  private static final long[] NANOS = {
    500_000,
    1_000_000,
    2_500_000,
    5_000_000,
    10_000_000,
    25_000_000,
    50_000_000,
    100_000_000,
    250_000_000,
    500_000_000,
    1_000_000_000,
    2_500_000_000L,
    5_000_000_000L,
    10_000_000_000L
  };

  private final LongAdder[] buckets = new LongAdder[NANOS.length + 1];
  private final LongAdder sum = new LongAdder();

  Histogram() {
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = new LongAdder();
    }
  }

  /// Counts one.
  public void took(long nanos) {
    took(nanos, 1);
  }

  /// Counts several that took equally long.
  public void took(long nanos, int times) {
    int bucket = 0;
    while (bucket < NANOS.length && nanos > NANOS[bucket]) {
      bucket++;
    }
    buckets[bucket].add(times);
    sum.add(nanos * times);
  }

  /// As Prometheus reads it: each bucket counts what is in those before it, too.
  void write(String name, StringBuilder text) {
    text.append("# TYPE ").append(name).append(" histogram\n");
    long count = 0;
    for (int i = 0; i < buckets.length; i++) {
      count += buckets[i].sum();
      String bound = i < SECONDS.length ? SECONDS[i] : "+Inf";
      text.append(name).append("_bucket{le=\"").append(bound).append("\"} ").append(count);
      text.append('\n');
    }
    double seconds = (double) sum.sum() / NANOS_PER_SECOND;
    text.append(name).append("_sum ").append(seconds).append('\n');
    text.append(name).append("_count ").append(count).append('\n');
  }
}
