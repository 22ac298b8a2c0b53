package io.tertulia.server.chat;

import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What may come on a page of a list, in its order: the next rows from a place on.
final class Candidates {
  static final String OF_APP = " FROM conversations WHERE app=?1";

  static final String OF_USER =
      " FROM (SELECT conversation FROM participants WHERE user=?1 AND gone=0) CROSS JOIN"
          + " conversations ON key=conversation WHERE true";

  private static final String OF_USER_OR_KEPT_OUT =
      " FROM (SELECT conversation FROM participants WHERE user=?1 AND gone=0 UNION ALL"
          + " SELECT conversation FROM participants WHERE user=?1 AND gone=1 AND access='NONE')"
          + " CROSS JOIN conversations ON key=conversation WHERE true";

  static final String USERS = " FROM users WHERE app=?1 AND erased=0";

  private Candidates() {}

  /// Users of an app, the newest first.
  static List<Place> users(Sql sql, long app, @Nullable Place after, int most) throws SQLException {
    return list(sql, USERS, "created_at", false, app, Long.MIN_VALUE, Long.MAX_VALUE, after, most);
  }

  /// Conversations of an app.
  static List<Place> ofApp(Sql sql, long app, Listing listing, @Nullable Place after, int most)
      throws SQLException {
    return list(sql, OF_APP, listing, app, after, most);
  }

  /// Conversations of a user.
  ///
  /// @param keptOut those, too, that the app keeps him out of
  static List<Place> ofUser(
      Sql sql, long user, boolean keptOut, Listing listing, @Nullable Place after, int most)
      throws SQLException {
    return list(sql, keptOut ? OF_USER_OR_KEPT_OUT : OF_USER, listing, user, after, most);
  }

  private static List<Place> list(
      Sql sql, String from, Listing listing, long owner, @Nullable Place after, int most)
      throws SQLException {
    return list(
        sql,
        from,
        listing.order().column(),
        listing.ascending(),
        owner,
        listing.from(),
        listing.until(),
        after,
        most);
  }

  /// An index has the order, but for one user's conversations, which are not so many.
  private static List<Place> list(
      Sql sql,
      String from,
      String at,
      boolean ascending,
      long owner,
      long earliest,
      long latest,
      @Nullable Place after,
      int most)
      throws SQLException {
    long first = after != null && ascending ? Math.max(earliest, after.at()) : earliest;
    long last = after != null && !ascending ? Math.min(latest, after.at()) : latest;
    return sql.list(
        query(from, at, ascending),
        row -> new Place(row.number(1), row.number(2)),
        owner,
        first,
        last,
        after == null ? Long.MIN_VALUE : after.at(),
        after == null ? 0L : after.key(),
        most);
  }

  /// @param from the table and whose rows, `?1` being whose
  /// @param at the time that orders them
  static String query(String from, String at, boolean ascending) {
    return ("SELECT %1$s, key%2$s AND %1$s>=?2 AND %1$s<=?3 AND (%1$s<>?4 OR key%3$s?5)"
            + " ORDER BY %1$s%4$s, key%4$s LIMIT ?6")
        .formatted(at, from, ascending ? ">" : "<", ascending ? "" : " DESC");
  }
}
