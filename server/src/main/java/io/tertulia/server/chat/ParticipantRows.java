package io.tertulia.server.chat;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.Notify;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.ParticipantFact;
import io.tertulia.server.db.Row;
import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The rows of participations.
final class ParticipantRows {
  private static final String SELECT =
      "SELECT p.conversation, p.user, u.id, p.version, p.access, p.notify, p.joined_at,"
          + " p.read_until, p.marked_unread, p.mark_version, p.gone"
          + " FROM participants p JOIN users u ON u.key = p.user WHERE p.conversation=? ";

  private ParticipantRows() {}

  /// The participation of a user, also one that ended.
  static Optional<ParticipantRow> findAny(Sql sql, long conversation, long user)
      throws SQLException {
    return sql.first(SELECT + "AND p.user=?", ParticipantRows::read, conversation, user);
  }

  /// The participation of a user who takes part.
  static Optional<ParticipantRow> find(Sql sql, long conversation, long user) throws SQLException {
    return findAny(sql, conversation, user).filter(row -> !row.gone());
  }

  /// The participation of the user of an id who takes part.
  static Optional<ParticipantRow> named(Sql sql, long conversation, String userId)
      throws SQLException {
    return sql.first(
        SELECT
            + "AND p.gone=0 AND p.user=(SELECT key FROM users WHERE id=? AND app="
            + "(SELECT app FROM conversations WHERE key=?))",
        ParticipantRows::read,
        conversation,
        userId,
        conversation);
  }

  static List<ParticipantRow> all(Sql sql, long conversation) throws SQLException {
    return sql.list(
        SELECT + "AND p.gone=0 ORDER BY p.joined_at, u.id", ParticipantRows::read, conversation);
  }

  /// All who take part, and those whom the app keeps out.
  static List<ParticipantRow> allForApp(Sql sql, long conversation) throws SQLException {
    return sql.list(
        SELECT + "AND (p.gone=0 OR p.access='NONE') ORDER BY p.joined_at, u.id",
        ParticipantRows::read,
        conversation);
  }

  /// All participations, those that ended too, by the ids of users, until the visitor has enough.
  static void visitAll(Sql sql, long conversation, Visitor visitor) throws SQLException {
    sql.visit(SELECT + "ORDER BY u.id", row -> visitor.visit(read(row)), conversation);
  }

  /// What changed since a version, the ended ones included; at most `limit`.
  static List<ParticipantRow> changedSince(Sql sql, long conversation, long version, int limit)
      throws SQLException {
    return sql.list(
        SELECT + "AND p.version>? LIMIT ?", ParticipantRows::read, conversation, version, limit);
  }

  /// The newest joiners below a bound, newest first.
  static List<ParticipantRow> page(Sql sql, long conversation, Bound below, int limit)
      throws SQLException {
    return sql.list(
        SELECT
            + "AND p.gone=0 AND (p.joined_at<? OR (p.joined_at=? AND u.id>?))"
            + " ORDER BY p.joined_at DESC, u.id LIMIT ?",
        ParticipantRows::read,
        conversation,
        below.at(),
        below.at(),
        below.id(),
        limit);
  }

  /// Until when everybody has read; what is given when nobody takes part.
  static long everyoneReadUntil(Sql sql, long conversation, long otherwise) throws SQLException {
    return sql.first(
            "SELECT min(read_until) FROM participants WHERE conversation=? AND gone=0",
            row -> Optional.ofNullable(row.numberOrNull(1)),
            conversation)
        .flatMap(found -> found)
        .orElse(otherwise);
  }

  static void put(Sql sql, ParticipantRow row) throws SQLException {
    sql.run(
        "INSERT OR REPLACE INTO participants (conversation, user, version, access, notify,"
            + " joined_at, read_until, marked_unread, mark_version, gone)"
            + " VALUES (?,?,?,?,?,?,?,?,?,?)",
        row.conversation(),
        row.user(),
        row.fact().version(),
        row.fact().access().name(),
        row.fact().notifications().name(),
        row.fact().joinedAt(),
        row.readUntil(),
        row.markedUnread(),
        row.markVersion(),
        row.gone());
  }

  /// Stores until when a participant has read.
  static void mark(Sql sql, ParticipantRow row) throws SQLException {
    sql.run(
        "UPDATE participants SET read_until=?, marked_unread=?, mark_version=?"
            + " WHERE conversation=? AND user=?",
        row.readUntil(),
        row.markedUnread(),
        row.markVersion(),
        row.conversation(),
        row.user());
  }

  /// Deletes a participation for good, with all that says that it was there.
  static void remove(Sql sql, ParticipantRow row) throws SQLException {
    sql.run(
        "DELETE FROM participants WHERE conversation=? AND user=?", row.conversation(), row.user());
  }

  private static ParticipantRow read(Row row) throws SQLException {
    ParticipantFact fact =
        new ParticipantFact(
            row.text(3),
            row.number(4),
            Access.valueOf(row.text(5)),
            Notify.valueOf(row.text(6)),
            row.number(7));
    return new ParticipantRow(
        row.number(1),
        row.number(2),
        fact,
        row.number(8),
        row.flag(9),
        row.number(10),
        row.flag(11));
  }

  /// Looks at a participation; false when it has seen enough.
  @FunctionalInterface
  interface Visitor {
    boolean visit(ParticipantRow row) throws SQLException;
  }
}
