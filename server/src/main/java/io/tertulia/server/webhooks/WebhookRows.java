package io.tertulia.server.webhooks;

import io.tertulia.protocol.json.Json;
import io.tertulia.server.db.Row;
import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rows of webhooks.
final class WebhookRows {
  private static final String SELECT =
      "SELECT w.key, w.app, a.id, w.id, w.url, w.events, w.enabled, w.created_at, w.reached,"
          + " w.behind, w.failures, w.delivered_at, w.failed_at, w.error, w.next_at, w.lost"
          + " FROM webhooks w JOIN apps a ON a.key = w.app ";

  private WebhookRows() {}

  /// A webhook and how far it is.
  record Found(Webhook webhook, Progress progress) {}

  static Optional<Found> find(Sql sql, long app, String id) throws SQLException {
    return sql.first(SELECT + "WHERE w.app=? AND w.id=?", WebhookRows::read, app, id);
  }

  static List<Found> ofApp(Sql sql, long app) throws SQLException {
    return sql.list(SELECT + "WHERE w.app=? ORDER BY w.key", WebhookRows::read, app);
  }

  /// Those of all apps to which events are brought.
  static List<Found> brought(Sql sql) throws SQLException {
    return sql.list(
        SELECT + "WHERE w.enabled=1 AND w.url IS NOT NULL ORDER BY w.key", WebhookRows::read);
  }

  static Found insert(Sql sql, Webhook webhook, Progress progress) throws SQLException {
    long key =
        sql.insert(
            "INSERT INTO webhooks (app, id, url, events, enabled, created_at, reached)"
                + " VALUES (?,?,?,?,?,?,?)",
            webhook.app(),
            webhook.id(),
            webhook.url(),
            stored(webhook.events()),
            webhook.enabled(),
            webhook.createdAt(),
            progress.reached());
    Webhook stored =
        new Webhook(
            key,
            webhook.app(),
            webhook.appId(),
            webhook.id(),
            webhook.url(),
            webhook.events(),
            webhook.enabled(),
            webhook.createdAt());
    return new Found(stored, progress);
  }

  static void update(Sql sql, Webhook webhook) throws SQLException {
    sql.run(
        "UPDATE webhooks SET url=?, events=?, enabled=? WHERE key=?",
        webhook.url(),
        stored(webhook.events()),
        webhook.enabled(),
        webhook.key());
  }

  static void delete(Sql sql, long key) throws SQLException {
    sql.run("DELETE FROM webhooks WHERE key=?", key);
  }

  static void mark(Sql sql, long key, Progress progress) throws SQLException {
    sql.run(
        "UPDATE webhooks SET reached=?, behind=?, failures=?, delivered_at=?, failed_at=?, error=?,"
            + " next_at=?, lost=? WHERE key=?",
        progress.reached(),
        progress.behind().stored(),
        progress.failures(),
        progress.deliveredAt(),
        progress.failedAt(),
        progress.error(),
        progress.nextAt(),
        progress.lost(),
        key);
  }

  /// What the enabled webhooks of an app want; each is null for all.
  static List<Optional<Set<EventType>>> wanted(Sql sql, long app) throws SQLException {
    return sql.list(
        "SELECT events FROM webhooks WHERE app=? AND enabled=1",
        row -> Optional.ofNullable(events(row.textOrNull(1))),
        app);
  }

  private static @Nullable String stored(@Nullable Set<EventType> events) {
    return events == null ? null : EventType.json(events).toText();
  }

  private static @Nullable Set<EventType> events(@Nullable String stored) {
    return stored == null
        ? null
        : EventType.read(((Json.Arr) Json.parse(stored)).items(), "events");
  }

  private static Found read(Row row) throws SQLException {
    Webhook webhook =
        new Webhook(
            row.number(1),
            row.number(2),
            row.text(3),
            row.text(4),
            row.textOrNull(5),
            events(row.textOrNull(6)),
            row.flag(7),
            row.number(8));
    Progress progress =
        new Progress(
            row.number(9),
            Behind.parse(row.textOrNull(10)),
            row.count(11),
            row.numberOrNull(12),
            row.numberOrNull(13),
            row.textOrNull(14),
            row.numberOrNull(15),
            row.number(16));
    return new Found(webhook, progress);
  }
}
