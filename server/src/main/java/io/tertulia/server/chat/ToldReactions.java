package io.tertulia.server.chat;

import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import java.util.List;

/// Whose reactions are told with a message that has some.
@FunctionalInterface
interface ToldReactions {
  /// Nobody's: an event tells those that changed.
  ToldReactions NONE = (sql, message) -> List.of();

  List<ReactionRow> to(Sql sql, MessageRow message) throws SQLException;

  /// One user's own, so that they know them.
  static ToldReactions of(long user) {
    return (sql, message) -> ReactionRows.of(sql, message, user);
  }

  /// Everybody's, up to a limit.
  static ToldReactions all(int limit) {
    return (sql, message) -> ReactionRows.all(sql, message, limit);
  }
}
