package io.tertulia.server.chat;

import io.tertulia.server.db.Sql;
import java.sql.SQLException;

/// Until when it was told who has read, so that nothing is told twice where a mark goes back and
/// forth.
final class ToldReads {
  private ToldReads() {}

  /// Notes what is told now, and tells behind what it begins.
  ///
  /// @param after behind this it was read now
  /// @param until up to this it was read now
  /// @return `after`, or later where some of it was told before; `until` or later when all was
  static long move(Sql sql, long conversation, long user, long after, long until)
      throws SQLException {
    long told =
        sql.first(
                "SELECT until FROM told_reads WHERE conversation=? AND user=?",
                row -> row.number(1),
                conversation,
                user)
            .orElse(after);
    if (told < until) {
      sql.run(
          "INSERT OR REPLACE INTO told_reads (conversation, user, until) VALUES (?,?,?)",
          conversation,
          user,
          until);
    }
    return Math.max(told, after);
  }

  /// Forgets a user who is erased.
  static void forget(Sql sql, long conversation, long user) throws SQLException {
    sql.run("DELETE FROM told_reads WHERE conversation=? AND user=?", conversation, user);
  }

  /// Forgets a conversation that is deleted.
  static void forget(Sql sql, long conversation) throws SQLException {
    sql.run("DELETE FROM told_reads WHERE conversation=?", conversation);
  }
}
