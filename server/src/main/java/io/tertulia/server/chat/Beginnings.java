package io.tertulia.server.chat;

import io.tertulia.server.db.Sql;
import io.tertulia.server.record.UserRecord;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Users whose id or name begins with a text, in the order of an index: a page takes as many rows
/// as it tells, however many users there are. Used inside one snapshot of the store.
final class Beginnings {
  static final String ID = "id";

  /// Upper and lower case are one, of ASCII letters.
  static final String NAME = "name COLLATE NOCASE";

  static final String SAME =
      "SELECT key FROM users WHERE app=?1 AND "
          + NAME
          + "=?2 AND key>?3 AND erased=0 ORDER BY key LIMIT ?4";

  /// Behind whatever begins as what it is put behind.
  private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

  private final Sql sql;
  private final long app;

  Beginnings(Sql sql, long app) {
    this.sql = sql;
    this.app = app;
  }

  /// @param last of the page before; null for the first page
  List<UserRecord> page(AppQuery.SearchUsers query, @Nullable UserRow last) throws SQLException {
    List<UserRecord> found = new ArrayList<>();
    for (long key : query.byId() ? byId(query, last) : byName(query, last)) {
      found.add(UserRows.get(sql, key).record());
    }
    return found;
  }

  private List<Long> byId(AppQuery.SearchUsers query, @Nullable UserRow last) throws SQLException {
    String text = query.text();
    if (last == null) {
      return list(query(ID, true), text, text, query.limit());
    }
    String id = last.record().fact().id();
    check(id, id.startsWith(text), "id");
    return list(query(ID, false), id, text, query.limit());
  }

  /// Those of one name in the order of their creation.
  private List<Long> byName(AppQuery.SearchUsers query, @Nullable UserRow last)
      throws SQLException {
    String text = query.text();
    if (last == null) {
      return list(query(NAME, true), text, text, query.limit());
    }
    String name = last.record().fact().name();
    check(last.record().fact().id(), name.regionMatches(true, 0, text, 0, text.length()), "name");
    List<Long> keys =
        new ArrayList<>(sql.list(SAME, row -> row.number(1), app, name, last.key(), query.limit()));
    keys.addAll(list(query(NAME, false), name, text, query.limit() - keys.size()));
    return keys;
  }

  private List<Long> list(String query, String from, String text, int most) throws SQLException {
    return sql.list(query, row -> row.number(1), app, from, text + LAST_CHARACTER, most);
  }

  private static void check(String startingAfter, boolean begins, String what) {
    if (!begins) {
      throw Checks.bad("startingAfter", startingAfter, "a user whose " + what + " begins as q");
    }
  }

  /// @param included whether what is exactly as the beginning comes too
  static String query(String column, boolean included) {
    return ("SELECT key FROM users WHERE app=?1 AND %1$s%2$s?2 AND %1$s<?3 AND erased=0"
            + " ORDER BY %1$s, key LIMIT ?4")
        .formatted(column, included ? ">=" : ">");
  }
}
