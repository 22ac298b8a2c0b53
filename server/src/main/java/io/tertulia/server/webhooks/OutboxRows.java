package io.tertulia.server.webhooks;

import io.tertulia.server.db.Row;
import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rows of the outbox.
final class OutboxRows {
  private static final String SELECT =
      "SELECT sequence, id, type, lane, created_at, body FROM outbox ";

  private OutboxRows() {}

  /// How far an app's outbox goes.
  ///
  /// @param last the newest sequence that was ever given; 0 for none
  /// @param removed the newest that is kept no longer
  record Extent(long last, long removed) {
    static final Extent NONE = new Extent(0, 0);
  }

  /// What is to be known of an event before it is brought.
  record Heading(long sequence, EventType type, String lane) {}

  static Extent extent(Sql sql, long app) throws SQLException {
    return sql.first(
            "SELECT last, removed FROM outboxes WHERE app=?",
            row -> new Extent(row.number(1), row.number(2)),
            app)
        .orElse(Extent.NONE);
  }

  /// Apps that have had events.
  static List<Long> apps(Sql sql) throws SQLException {
    return sql.list("SELECT app FROM outboxes WHERE last>removed", row -> row.number(1));
  }

  /// Takes the next sequences of an app; tells the last before them.
  static long advance(Sql sql, long app, int events) throws SQLException {
    long last = extent(sql, app).last();
    sql.run(
        "INSERT INTO outboxes (app, last, removed) VALUES (?,?,0)"
            + " ON CONFLICT (app) DO UPDATE SET last=excluded.last",
        app,
        last + events);
    return last;
  }

  static void insert(Sql sql, long app, Entry entry) throws SQLException {
    sql.run(
        "INSERT INTO outbox (app, sequence, type, lane, id, created_at, body)"
            + " VALUES (?,?,?,?,?,?,?)",
        app,
        entry.sequence(),
        entry.type().wire(),
        entry.lane(),
        entry.id(),
        entry.createdAt(),
        entry.body());
  }

  static Optional<Entry> find(Sql sql, long app, long sequence) throws SQLException {
    return sql.first(SELECT + "WHERE app=? AND sequence=?", OutboxRows::read, app, sequence);
  }

  /// Entries behind a sequence.
  static List<Entry> list(Sql sql, long app, long after, int limit) throws SQLException {
    return sql.list(
        SELECT + "WHERE app=? AND sequence>? ORDER BY sequence LIMIT ?",
        OutboxRows::read,
        app,
        after,
        limit);
  }

  static List<Heading> headings(Sql sql, long app, long after, int limit) throws SQLException {
    return sql.list(
        "SELECT sequence, type, lane FROM outbox WHERE app=? AND sequence>?"
            + " ORDER BY sequence LIMIT ?",
        OutboxRows::heading,
        app,
        after,
        limit);
  }

  /// Headings of all events up to a sequence.
  static List<Heading> headingsUpTo(Sql sql, long app, long upTo) throws SQLException {
    return sql.list(
        "SELECT sequence, type, lane FROM outbox WHERE app=? AND sequence<=? ORDER BY sequence",
        OutboxRows::heading,
        app,
        upTo);
  }

  /// Headings of events before a sequence, the newest first.
  static List<Heading> headingsBefore(Sql sql, long app, long before, int limit)
      throws SQLException {
    return sql.list(
        "SELECT sequence, type, lane FROM outbox WHERE app=? AND sequence<?"
            + " ORDER BY sequence DESC LIMIT ?",
        OutboxRows::heading,
        app,
        before,
        limit);
  }

  /// What an event is called, and when it happened.
  record Stamp(String id, long createdAt) {}

  static Stamp stamp(Sql sql, long app, long sequence) throws SQLException {
    return sql.first(
            "SELECT id, created_at FROM outbox WHERE app=? AND sequence=?",
            row -> new Stamp(row.text(1), row.number(2)),
            app,
            sequence)
        .orElseThrow(() -> new SQLException("no event of sequence " + sequence));
  }

  static Optional<Heading> heading(Sql sql, long app, long sequence) throws SQLException {
    return sql.first(
        "SELECT sequence, type, lane FROM outbox WHERE app=? AND sequence=?",
        OutboxRows::heading,
        app,
        sequence);
  }

  /// How many events behind a sequence, up to another, are of these kinds; at most `limit`.
  ///
  /// @param types null for all
  static int count(
      Sql sql, long app, long after, long until, @Nullable Set<EventType> types, int limit)
      throws SQLException {
    String kinds =
        types == null
            ? ""
            : types.stream()
                .map(type -> "'" + type.wire() + "'")
                .collect(Collectors.joining(",", " AND type IN (", ")"));
    return (int)
        sql.number(
            "SELECT count(*) FROM (SELECT 1 FROM outbox WHERE app=? AND sequence>? AND sequence<=?"
                + kinds
                + " LIMIT ?)",
            app,
            after,
            until,
            limit);
  }

  /// The newest of the oldest events of an app that happened before a time, or are more than are
  /// kept; empty when there are none.
  ///
  /// @param upTo all up to this sequence are too many
  /// @param limit how many are looked at
  static Optional<Long> over(Sql sql, long app, long before, long upTo, int limit)
      throws SQLException {
    return sql.first(
            "SELECT max(sequence) FROM (SELECT sequence, created_at FROM outbox WHERE app=?"
                + " ORDER BY sequence LIMIT ?) WHERE created_at<? OR sequence<=?",
            row -> Optional.ofNullable(row.numberOrNull(1)),
            app,
            limit,
            before,
            upTo)
        .flatMap(found -> found);
  }

  /// The last event of an app before a time. Sequences grow with times, but for a clock that was
  /// set back: what is found then is near.
  static long lastBefore(Sql sql, long app, long time, Extent extent) throws SQLException {
    long before = extent.removed();
    long after = extent.last() + 1;
    while (after - before > 1) {
      long middle = before + (after - before) / 2;
      Optional<Long> found =
          sql.first(
              "SELECT created_at FROM outbox WHERE app=? AND sequence>=? ORDER BY sequence LIMIT 1",
              row -> row.number(1),
              app,
              middle);
      if (found.isPresent() && found.get() < time) {
        before = middle;
      } else {
        after = middle;
      }
    }
    return before;
  }

  static void removeUpTo(Sql sql, long app, long sequence) throws SQLException {
    sql.run("DELETE FROM outbox WHERE app=? AND sequence<=?", app, sequence);
    sql.run("UPDATE outboxes SET removed=? WHERE app=?", sequence, app);
  }

  static void remove(Sql sql, long app, long sequence) throws SQLException {
    sql.run("DELETE FROM outbox WHERE app=? AND sequence=?", app, sequence);
  }

  static void rewrite(Sql sql, long app, long sequence, String body) throws SQLException {
    sql.run("UPDATE outbox SET body=? WHERE app=? AND sequence=?", body, app, sequence);
  }

  /// The first entries behind a sequence, up to another, in whose text something is said.
  static List<Entry> naming(Sql sql, long app, long after, long until, String what, int limit)
      throws SQLException {
    return sql.list(
        SELECT
            + "WHERE app=? AND sequence>? AND sequence<=? AND instr(body, ?)>0"
            + " ORDER BY sequence LIMIT ?",
        OutboxRows::read,
        app,
        after,
        until,
        what,
        limit);
  }

  private static Heading heading(Row row) throws SQLException {
    return new Heading(row.number(1), EventType.parse(row.text(2), "type"), row.text(3));
  }

  private static Entry read(Row row) throws SQLException {
    return new Entry(
        row.number(1),
        row.text(2),
        EventType.parse(row.text(3), "type"),
        row.text(4),
        row.number(5),
        row.text(6));
  }
}
