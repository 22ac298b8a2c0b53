package io.tertulia.server.chat;

import io.tertulia.protocol.fact.ReactionFact;
import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The rows of reactions.
final class ReactionRows {
  private static final String SELECT =
      "SELECT r.user, u.id, r.emoji, r.version, r.created_at"
          + " FROM reactions r JOIN users u ON u.key=r.user"
          + " WHERE r.conversation=? AND r.message_at=? ";

  private ReactionRows() {}

  static Optional<ReactionRow> find(Sql sql, MessageRow message, long user, String emoji)
      throws SQLException {
    return sql.first(
        SELECT + "AND r.user=? AND r.emoji=?",
        reader(message),
        message.conversation(),
        message.createdAt(),
        user,
        emoji);
  }

  /// One user's reactions to a message.
  static List<ReactionRow> of(Sql sql, MessageRow message, long user) throws SQLException {
    return sql.list(
        SELECT + "AND r.user=?",
        reader(message),
        message.conversation(),
        message.createdAt(),
        user);
  }

  /// Everybody's reactions to a message, those with one emoji together, oldest first; at most
  /// `limit`.
  static List<ReactionRow> all(Sql sql, MessageRow message, int limit) throws SQLException {
    return sql.list(
        SELECT + "ORDER BY r.emoji, r.created_at LIMIT ?",
        reader(message),
        message.conversation(),
        message.createdAt(),
        limit);
  }

  /// Reactions to a message with one emoji, oldest first, until the visitor has enough.
  static void visit(Sql sql, MessageRow message, String emoji, Visitor visitor)
      throws SQLException {
    visit(sql, message, emoji, 0, visitor);
  }

  /// Those of them that are later than a time.
  static void visit(Sql sql, MessageRow message, String emoji, long after, Visitor visitor)
      throws SQLException {
    Sql.RowReader<ReactionRow> reader = reader(message);
    sql.visit(
        SELECT + "AND r.emoji=? AND r.created_at>? ORDER BY r.created_at",
        row -> visitor.visit(reader.read(row)),
        message.conversation(),
        message.createdAt(),
        emoji,
        after);
  }

  /// When the newest reaction to a message with one emoji was made; 0 when there is none.
  static long newestAt(Sql sql, MessageRow message, String emoji) throws SQLException {
    return sql.number(
        "SELECT coalesce(max(created_at), 0) FROM reactions"
            + " WHERE conversation=? AND message_at=? AND emoji=?",
        message.conversation(),
        message.createdAt(),
        emoji);
  }

  /// Says whether somebody reacted to a message with one emoji at that very time.
  static boolean isTaken(Sql sql, MessageRow message, String emoji, long createdAt)
      throws SQLException {
    return sql.first(
            "SELECT 1 FROM reactions WHERE conversation=? AND message_at=? AND emoji=?"
                + " AND created_at=?",
            row -> true,
            message.conversation(),
            message.createdAt(),
            emoji,
            createdAt)
        .isPresent();
  }

  static void insert(Sql sql, ReactionRow row) throws SQLException {
    sql.run(
        "INSERT INTO reactions (conversation, message_at, user, emoji, version, created_at)"
            + " VALUES (?,?,?,?,?,?)",
        row.conversation(),
        row.messageAt(),
        row.user(),
        row.fact().emoji(),
        row.fact().version(),
        row.fact().createdAt());
  }

  static void delete(Sql sql, ReactionRow row) throws SQLException {
    sql.run(
        "DELETE FROM reactions WHERE conversation=? AND message_at=? AND user=? AND emoji=?",
        row.conversation(),
        row.messageAt(),
        row.user(),
        row.fact().emoji());
  }

  /// Deletes all reactions to a message.
  static void deleteAll(Sql sql, MessageRow message) throws SQLException {
    sql.run(
        "DELETE FROM reactions WHERE conversation=? AND message_at=?",
        message.conversation(),
        message.createdAt());
  }

  private static Sql.RowReader<ReactionRow> reader(MessageRow message) {
    return row ->
        new ReactionRow(
            message.conversation(),
            message.createdAt(),
            row.number(1),
            new ReactionFact(message.id(), row.text(3), row.text(2), row.number(4), row.number(5)));
  }

  /// Looks at a reaction; false when it has seen enough.
  @FunctionalInterface
  interface Visitor {
    boolean visit(ReactionRow row) throws SQLException;
  }
}
