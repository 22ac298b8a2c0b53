package io.tertulia.server.webhooks;

import java.nio.file.Path;
import java.time.Duration;

/// How events are brought to webhooks, and how much of them is kept. `docs/operations.md` names
/// what happens at each limit.
///
/// @param perApp webhooks of one app; one more is refused as `LIMIT_EXCEEDED`
/// @param privateAddresses whether webhooks may be at addresses that are not public
/// @param ca a PEM file with certificates of authorities that are believed besides those that Java
///   knows; empty for none
/// @param timeout for a receiver to answer, from the connection's first byte to the answer's head
/// @param firstRetry until an event that was not taken is brought again; each time twice as long
/// @param longestRetry but never longer
/// @param concurrent requests at the same time, in all; those that take longer than a fifth of
///   `timeout` leave their place to others, up to five times as many
/// @param concurrentEach requests to one webhook at the same time
/// @param window events of one webhook that are on their way, or wait behind one that is not taken
/// @param retention how long events are kept, taken or not
/// @param outboxEvents of one app that are kept, taken or not
public record WebhookSettings(
    int perApp,
    boolean privateAddresses,
    Path ca,
    Duration timeout,
    Duration firstRetry,
    Duration longestRetry,
    int concurrent,
    int concurrentEach,
    int window,
    Duration retention,
    int outboxEvents) {
  private static final int WINDOW_SHARES = 50;

  public static final WebhookSettings DEFAULT =
      new WebhookSettings(
          20,
          false,
          Path.of(""),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofHours(1),
          64,
          8,
          1_000,
          Duration.ofDays(7),
          1_000_000);

  public WebhookSettings {
    if (timeout.isZero() || firstRetry.isZero() || longestRetry.isZero() || retention.isZero()) {
      throw new IllegalArgumentException(
          "webhooks.timeout, .first-retry, .longest-retry, .retention: 0 (expected: more than that)");
    }
    if (concurrent < 1 || concurrentEach < 1 || window < 1 || outboxEvents < 1) {
      throw new IllegalArgumentException(
          "webhooks.concurrent, .concurrent-each, .window, .outbox-events: 0 (expected: more than"
              + " that)");
    }
  }

  /// The same with or without addresses that are not public.
  public WebhookSettings withPrivateAddresses(boolean allowed) {
    return new WebhookSettings(
        perApp,
        allowed,
        ca,
        timeout,
        firstRetry,
        longestRetry,
        concurrent,
        concurrentEach,
        window,
        retention,
        outboxEvents);
  }

  /// The same believing authorities of a PEM file too.
  public WebhookSettings believing(Path authorities) {
    return new WebhookSettings(
        perApp,
        privateAddresses,
        authorities,
        timeout,
        firstRetry,
        longestRetry,
        concurrent,
        concurrentEach,
        window,
        retention,
        outboxEvents);
  }

  /// The same with another patience: how long one attempt may take, and how long it is until the
  /// second and between the last ones.
  public WebhookSettings withTimes(Duration attempt, Duration first, Duration longest) {
    return new WebhookSettings(
        perApp,
        privateAddresses,
        ca,
        attempt,
        first,
        longest,
        concurrent,
        concurrentEach,
        window,
        retention,
        outboxEvents);
  }

  /// The same with another outbox.
  public WebhookSettings keeping(Duration time, int events) {
    return new WebhookSettings(
        perApp,
        privateAddresses,
        ca,
        timeout,
        firstRetry,
        longestRetry,
        concurrent,
        concurrentEach,
        window,
        time,
        events);
  }

  /// How many events of one lane may be in the window.
  int windowEach() {
    return Math.max(window / WINDOW_SHARES, 1);
  }

  /// How long to wait behind so many failures in a row.
  Duration backoff(int failures) {
    long wait = firstRetry.toMillis();
    for (int i = 1; i < failures && wait < longestRetry.toMillis(); i++) {
      wait *= 2;
    }
    return Duration.ofMillis(Math.min(wait, Math.max(longestRetry.toMillis(), 1)));
  }
}
