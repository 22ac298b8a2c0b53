package io.tertulia.server.webhooks;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongConsumer;

/// What happened to events on their way, for those who run the server.
///
/// @param taken events that a webhook took
/// @param refused attempts after which it had not
/// @param lost events that were kept no longer before a webhook took them
/// @param times is told how long each attempt took, in nanoseconds; by any thread
public record WebhookCounts(
    LongAdder taken, LongAdder refused, LongAdder lost, LongConsumer times) {
  /// Counts in the counters of these names.
  public static WebhookCounts of(Function<String, LongAdder> counters, LongConsumer times) {
    return new WebhookCounts(
        counters.apply("tertulia_webhook_events_taken_total"),
        counters.apply("tertulia_webhook_attempts_failed_total"),
        counters.apply("tertulia_webhook_events_lost_total"),
        times);
  }

  /// Counts for nobody.
  public static WebhookCounts unseen() {
    return of(name -> new LongAdder(), nanos -> {});
  }
}
