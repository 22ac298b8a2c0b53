package io.tertulia.server.webhooks;

import java.util.concurrent.atomic.LongAdder;

/// What happened to events on their way, for those who run the server.
///
/// @param taken events that a webhook took
/// @param refused attempts after which it had not
/// @param lost events that were kept no longer before a webhook took them
public record WebhookCounts(LongAdder taken, LongAdder refused, LongAdder lost) {
  /// Counts for nobody.
  public static WebhookCounts unseen() {
    return new WebhookCounts(new LongAdder(), new LongAdder(), new LongAdder());
  }
}
