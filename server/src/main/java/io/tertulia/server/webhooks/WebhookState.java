package io.tertulia.server.webhooks;

import io.tertulia.protocol.json.Json;
import org.jspecify.annotations.Nullable;

/// A webhook as it is told outside.
///
/// @param createdAt milliseconds since 1970, as all times
/// @param progress how far it is
/// @param pending events that it has not taken, counted up to [#MAX_PENDING]
public record WebhookState(
    String id, WebhookChoice choice, long createdAt, Progress progress, int pending) {
  /// Beyond this nobody counts.
  public static final int MAX_PENDING = 10_000;

  public Json json() {
    Json none = Json.Null.NULL;
    String url = choice.url();
    String error = progress.error();
    return Json.object()
        .put("id", id)
        .put("url", url == null ? none : Json.of(url))
        .put("events", choice.events() == null ? none : EventType.json(choice.events()))
        .put("enabled", new Json.Bool(choice.enabled()))
        .put("createdAt", createdAt)
        .put("cursor", progress.cursor())
        .put("pending", pending)
        .put("lost", progress.lost())
        .put("failures", progress.failures())
        .put("lastSuccessAt", time(progress.deliveredAt()))
        .put("lastFailureAt", time(progress.failedAt()))
        .put("lastError", error == null ? none : Json.of(error))
        .put("nextAttemptAt", time(progress.nextAt()))
        .build();
  }

  private static Json time(@Nullable Long millis) {
    return millis == null ? Json.Null.NULL : Json.of(millis);
  }
}
