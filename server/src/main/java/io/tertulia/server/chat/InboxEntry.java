package io.tertulia.server.chat;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Position;
import io.tertulia.protocol.filter.ConversationTraits;
import io.tertulia.protocol.frame.Known;
import io.tertulia.server.db.Row;
import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One conversation in the list of a user's conversations.
///
/// Its last activity is the time of its last message, or when the user joined if that is later.
///
/// @param key of the conversation's rows
/// @param activity milliseconds since 1970
/// @param traits what filters look at; null when nobody asked
record InboxEntry(
    long key,
    String id,
    Position position,
    long markVersion,
    long activity,
    @Nullable ConversationTraits traits) {
  private static final String COLUMNS =
      "c.key, c.id, coalesce(c.epoch, c.key), c.version, p.mark_version,"
          + " max(p.joined_at, coalesce(c.newest_at, p.joined_at))";

  private static final String TRAITS =
      ", p.access, c.custom, c.subject, c.created_at, c.newest_at IS NOT NULL, p.joined_at,"
          + " p.marked_unread OR (coalesce(c.newest_at > p.read_until, 0) AND EXISTS"
          + " (SELECT 1 FROM messages m WHERE m.conversation=c.key AND m.created_at>p.read_until"
          + " AND m.gone=0 AND (m.sender IS NULL OR m.sender<>p.user)))";

  private static final String FROM =
      " FROM users u JOIN participants p ON p.user=u.key AND p.gone=0"
          + " JOIN conversations c ON c.key=p.conversation"
          + " WHERE u.app=? AND u.id=? AND u.erased=0";

  /// All conversations of a user, the most recently active first.
  static List<InboxEntry> all(Sql sql, long app, String userId, boolean withTraits)
      throws SQLException {
    List<InboxEntry> entries =
        withTraits
            ? sql.list("SELECT " + COLUMNS + TRAITS + FROM, InboxEntry::readWhole, app, userId)
            : sql.list("SELECT " + COLUMNS + FROM, InboxEntry::read, app, userId);
    entries.sort(
        Comparator.comparingLong(InboxEntry::activity).reversed().thenComparing(InboxEntry::id));
    return entries;
  }

  /// The ids of all conversations of a user.
  static List<String> ids(Sql sql, long app, String userId) throws SQLException {
    return sql.list("SELECT c.id" + FROM, row -> row.text(1), app, userId);
  }

  Bound place() {
    return new Bound(activity, id);
  }

  boolean isKnown(@Nullable Known known) {
    return known != null && known.position().equals(position) && known.markVersion() == markVersion;
  }

  private static InboxEntry read(Row row) throws SQLException {
    return new InboxEntry(
        row.number(1),
        row.text(2),
        new Position(row.number(3), row.number(4)),
        row.number(5),
        row.number(6),
        null);
  }

  private static InboxEntry readWhole(Row row) throws SQLException {
    return new InboxEntry(
        row.number(1),
        row.text(2),
        new Position(row.number(3), row.number(4)),
        row.number(5),
        row.number(6),
        new ConversationTraits(
            Access.valueOf(row.text(7)),
            StoredJson.map(row.textOrNull(8)),
            row.flag(13),
            row.textOrNull(9),
            row.number(6),
            row.number(10),
            row.flag(11),
            row.number(12)));
  }
}
