package io.tertulia.server.webhooks;

import io.tertulia.protocol.json.Json;
import io.tertulia.server.db.Sql;
import io.tertulia.server.webhooks.OutboxRows.Extent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Events that are kept, for those who rather ask for them.
///
/// @param events in their order
/// @param next where the next page begins
/// @param more whether there is one already
/// @param missed whether events between the given cursor and these are kept no longer, or it is
///   none of this outbox: then these are the oldest that there are
public record EventPage(List<Json> events, String next, boolean more, boolean missed) {
  public EventPage {
    events = List.copyOf(events);
  }

  public Json json() {
    return Json.object()
        .put("data", new Json.Arr(events))
        .put("next", next)
        .put("more", new Json.Bool(more))
        .put("missed", new Json.Bool(missed))
        .build();
  }

  static EventPage read(Sql sql, long app, Cursor from, int limit, Expansion expansion)
      throws SQLException {
    Extent extent = OutboxRows.extent(sql, app);
    // One that was never given is of an app that was there before, or of a store that was put back.
    boolean isForeign = from.sequence() > extent.last();
    Cursor after = isForeign ? Cursor.START : from;
    List<Entry> entries = new ArrayList<>();
    if (after.place() > 0) {
      OutboxRows.find(sql, app, after.sequence()).ifPresent(entries::add);
    }
    List<Entry> further = OutboxRows.list(sql, app, after.sequence(), limit);
    entries.addAll(further);
    List<Json> events = new ArrayList<>();
    Cursor next = after;
    for (Entry entry : entries) {
      int room = limit - events.size();
      if (room == 0) {
        break;
      }
      long place = entry.sequence() == after.sequence() ? after.place() : 0;
      List<Letter> letters = Letter.of(sql, app, entry, expansion, place, room);
      letters.forEach(letter -> events.add(Json.parse(letter.body())));
      boolean cut = entry.isMany() && letters.size() == room;
      next = new Cursor(entry.sequence(), cut ? letters.getLast().place() : 0);
    }
    boolean more = events.size() == limit || further.size() == limit;
    boolean missed = isForeign || (!after.equals(Cursor.START) && after.isBehind(extent.removed()));
    return new EventPage(events, next.text(), more, missed);
  }

  /// A place in an outbox.
  ///
  /// @param sequence of an entry
  /// @param place within it; 0 for its end
  record Cursor(long sequence, long place) {
    static final Cursor START = new Cursor(0, 0);

    /// @throws IllegalArgumentException when it is none
    static Cursor parse(String text) {
      if (!text.matches("\\d{1,18}(\\.\\d{1,18})?")) {
        throw new IllegalArgumentException(
            "after: " + text + " (expected: next of the page before)");
      }
      String[] parts = text.split("\\.", 2);
      return new Cursor(Long.parseLong(parts[0]), parts.length > 1 ? Long.parseLong(parts[1]) : 0);
    }

    /// Says whether something is missing when all up to a sequence is gone.
    boolean isBehind(long removed) {
      return sequence < removed || (sequence == removed && place > 0);
    }

    String text() {
      return place == 0 ? Long.toString(sequence) : sequence + "." + place;
    }
  }
}
