package io.tertulia.server.gate.rest;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import java.sql.SQLException;

/// What a call reads or writes without the committing thread: it waits for the disk itself.
@FunctionalInterface
interface Stored<T> {
  T run() throws SQLException;

  /// Does it, and refuses as `UNAVAILABLE` when the store cannot.
  static <T> T now(Stored<T> work) {
    try {
      return work.run();
    } catch (SQLException e) {
      throw new Refusal(ErrorCode.UNAVAILABLE, "the store could not read or write");
    }
  }
}
