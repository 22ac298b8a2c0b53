package io.tertulia.backend;

import io.tertulia.protocol.json.Fields;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A webhook at one moment, and how it stands.
///
/// @param url null when events are only kept for [TalkBackend#events]
/// @param events types; empty for all
/// @param cursor the sequence up to which nothing is missing
/// @param pending how many events wait, counted up to 10,000
/// @param lost how many events were not taken while they were kept
/// @param failures how many attempts failed in a row
/// @param lastSuccessAt null when there was none yet
/// @param lastFailureAt null when there was none yet
/// @param lastError a status, or the kind of failure; null when there was none yet
/// @param nextAttemptAt null when none is planned
public record WebhookSnapshot(
    String id,
    @Nullable URI url,
    Set<String> events,
    boolean enabled,
    Instant createdAt,
    long cursor,
    long pending,
    long lost,
    long failures,
    @Nullable Instant lastSuccessAt,
    @Nullable Instant lastFailureAt,
    @Nullable String lastError,
    @Nullable Instant nextAttemptAt) {
  public WebhookSnapshot {
    events = Set.copyOf(events);
  }

  static WebhookSnapshot read(Fields in) {
    String url = in.textOrNull("url");
    return new WebhookSnapshot(
        in.text("id"),
        url == null ? null : URI.create(url),
        Set.copyOf(in.texts("events")),
        in.flag("enabled"),
        Snapshots.instant(in, "createdAt"),
        in.integerOr("cursor", 0),
        in.integerOr("pending", 0),
        in.integerOr("lost", 0),
        in.integerOr("failures", 0),
        Snapshots.instantOrNull(in, "lastSuccessAt"),
        Snapshots.instantOrNull(in, "lastFailureAt"),
        in.textOrNull("lastError"),
        Snapshots.instantOrNull(in, "nextAttemptAt"));
  }
}
