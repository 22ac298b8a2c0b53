package io.tertulia.server.webhooks;

import io.tertulia.protocol.json.Json;
import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import java.util.List;

/// One event as it leaves.
///
/// @param place within its entry; 0 when the entry is the event
/// @param body the whole event as JSON
record Letter(long sequence, long place, String body) {

  /// The next events of an entry.
  ///
  /// @param after the place of the last one told; 0 for none
  /// @return none when there are no more
  static List<Letter> of(Sql sql, long app, Entry entry, Expansion expansion, long after, int limit)
      throws SQLException {
    if (!entry.isMany()) {
      return List.of(new Letter(entry.sequence(), 0, entry.body()));
    }
    return expansion.expand(sql, app, Json.parse(entry.body()), after, limit).stream()
        .map(part -> new Letter(entry.sequence(), part.place(), whole(entry, part)))
        .toList();
  }

  /// An event with everything around its data. (webhooks.md, section 3.)
  static String whole(String id, EventType type, long createdAt, Json data) {
    return Json.object()
        .put("id", id)
        .put("type", type.wire())
        .put("createdAt", createdAt)
        .put("data", data)
        .build()
        .toText();
  }

  private static String whole(Entry entry, Expansion.Part part) {
    return whole(
        EventIds.event(entry.id(), part.place()), entry.type(), entry.createdAt(), part.data());
  }
}
