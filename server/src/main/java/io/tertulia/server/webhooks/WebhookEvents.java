package io.tertulia.server.webhooks;

import io.tertulia.protocol.json.Json;
import io.tertulia.server.db.Sql;
import io.tertulia.server.webhooks.Behind.Held;
import io.tertulia.server.webhooks.OutboxRows.Heading;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Events that are kept and of the kinds that one webhook is told, and what it has not taken of
/// them.
///
/// A page looks at so many events and no more, whether they are wanted or not: it may be short, and
/// even empty, and still say where to go on.
///
/// @param next the sequence where the next page begins, by the same [Wish]; null for the end
public record WebhookEvents(List<Json> events, @Nullable Long next) {
  /// So many events are looked at for one page.
  public static final int LOOKED_AT = 1_000;

  public WebhookEvents {
    events = List.copyOf(events);
  }

  public Json json() {
    return Json.object()
        .put("data", new Json.Arr(events))
        .put("next", next == null ? Json.Null.NULL : Json.of(next))
        .build();
  }

  /// Which events are asked for.
  ///
  /// @param from a sequence
  /// @param forth the events behind it, the oldest first; else those before it, the newest first
  /// @param onlyWaiting only those that wait
  /// @param limit 1 to 100
  public record Wish(long from, boolean forth, boolean onlyWaiting, int limit) {}

  /// How far a webhook is, with what only the courier knows.
  ///
  /// @param attempts of events that were brought and not taken, by sequence
  record Stand(Progress progress, Map<Long, Attempts> attempts) {}

  static WebhookEvents read(Sql sql, Webhook webhook, Stand stand, Wish wish) throws SQLException {
    long app = webhook.app();
    List<Heading> headings =
        wish.forth()
            ? OutboxRows.headings(sql, app, wish.from(), LOOKED_AT)
            : OutboxRows.headingsBefore(sql, app, wish.from(), LOOKED_AT);
    Set<Long> named = new HashSet<>(stand.progress().behind().waiting());
    List<Json> events = new ArrayList<>();
    for (Heading heading : headings) {
      boolean waits = webhook.wants(heading.type()) && waits(stand.progress(), named, heading);
      if (webhook.wants(heading.type()) && (waits || !wish.onlyWaiting())) {
        if (events.size() == wish.limit()) {
          // Behind the last that was told, or before it.
          long last = heading.sequence();
          return new WebhookEvents(events, wish.forth() ? last - 1 : last + 1);
        }
        Attempts attempts = waits ? stand.attempts().get(heading.sequence()) : null;
        events.add(json(sql, app, heading, waits, attempts));
      }
    }
    boolean isEnd = headings.size() < LOOKED_AT;
    return new WebhookEvents(events, isEnd ? null : headings.getLast().sequence());
  }

  /// What waits is not reached yet, or known by name, or held in the store with its lane.
  private static boolean waits(Progress progress, Set<Long> named, Heading heading) {
    if (heading.sequence() > progress.reached() || named.contains(heading.sequence())) {
      return true;
    }
    Map<String, Held> held = progress.behind().held();
    Held lane = held.isEmpty() ? null : held.get(Lane.key(heading.lane()));
    return lane != null && heading.sequence() >= lane.from();
  }

  private static Json json(
      Sql sql, long app, Heading heading, boolean waits, @Nullable Attempts attempts)
      throws SQLException {
    OutboxRows.Stamp stamp = OutboxRows.stamp(sql, app, heading.sequence());
    Json none = Json.Null.NULL;
    Json.Builder told =
        Json.object()
            .put("sequence", heading.sequence())
            .put("id", heading.type() == EventType.MESSAGE_READ ? none : Json.of(stamp.id()))
            .put("type", heading.type().wire())
            .put("createdAt", stamp.createdAt())
            .put("waiting", new Json.Bool(waits))
            .put("failures", attempts == null ? 0 : attempts.count())
            .put("lastError", attempts == null ? none : Json.of(attempts.error()))
            .put("nextAttemptAt", attempts == null ? none : Json.of(attempts.nextAt()));
    String[] lane = heading.lane().split(" ", 2);
    return told.put(lane[0] + "Id", lane[1]).build();
  }
}
