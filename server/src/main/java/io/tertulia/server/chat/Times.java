package io.tertulia.server.chat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.server.db.Sql;
import java.sql.SQLException;

/// Times of what comes from elsewhere and keeps its own. No two messages of a conversation are of
/// one time, as that is their order, nor are two reactions to a message with one emoji: one that
/// meets another goes as many milliseconds behind it as there are such.
final class Times {
  private static final int MAX_OF_ONE_TIME = 1_000;

  private Times() {}

  /// A time at which a message can be brought: the wanted one, or the first free one behind it.
  static long free(Sql sql, Touched conversation, long wanted) throws SQLException {
    ConversationRow row = conversation.row();
    return wanted > row.lastAt()
        ? wanted
        : free(wanted, at -> MessageRows.at(sql, row.key(), at).isPresent());
  }

  /// The first free time from the wanted one on.
  ///
  /// @throws Refusal as `LIMIT_EXCEEDED` when there are too many of one time
  static long free(long wanted, Taken taken) throws SQLException {
    for (long at = wanted; at < wanted + MAX_OF_ONE_TIME; at++) {
      if (!taken.at(at)) {
        return at;
      }
    }
    throw new Refusal(
        ErrorCode.LIMIT_EXCEEDED,
        "timestamp: "
            + wanted
            + " and the times behind it are taken (expected: at most "
            + MAX_OF_ONE_TIME
            + " of one time)");
  }

  /// Says whether something is of that time.
  @FunctionalInterface
  interface Taken {
    boolean at(long time) throws SQLException;
  }
}
