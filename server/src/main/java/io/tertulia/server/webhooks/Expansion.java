package io.tertulia.server.webhooks;

import io.tertulia.protocol.json.Json;
import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import java.util.List;

/// Makes the events that one entry stands for, when they are told: whoever reads ten thousand
/// messages at once writes one row.
@FunctionalInterface
public interface Expansion {

  /// The next events of an entry, in their order; none when there are no more.
  ///
  /// @param app the app's key
  /// @param stored what was put into the outbox
  /// @param after the place of the last one told; 0 for none
  List<Part> expand(Sql sql, long app, Json stored, long after, int limit) throws SQLException;

  /// One of the events.
  ///
  /// @param place greater than 0, and than that of the one before
  /// @param data as of an event
  record Part(long place, Json data) {}
}
