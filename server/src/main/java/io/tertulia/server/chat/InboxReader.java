package io.tertulia.server.chat;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Position;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.Known;
import io.tertulia.server.db.Sql;
import io.tertulia.server.delivery.InboxPage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the list of a user's conversations, the most recently active first. Used once, inside one
/// snapshot of the store.
///
/// A client may know conversations below its bound, such as one that fell there when its last
/// message was deleted. It is told of these too, as far as there is room; others it must forget,
/// for nothing vouches for what it knows of them.
///
/// A conversation's last activity is the time of its last message, or when the user joined if that
/// is later.
final class InboxReader {
  private static final String ENTRIES =
      "SELECT c.id, c.key, c.version, p.mark_version,"
          + " max(p.joined_at, coalesce(c.newest_at, p.joined_at))"
          + " FROM users u JOIN participants p ON p.user=u.key AND p.gone=0"
          + " JOIN conversations c ON c.key=p.conversation"
          + " WHERE u.app=? AND u.id=?";

  private final Sql sql;
  private final ChatLimits limits;
  private final long app;
  private final String userId;
  private final Map<String, Position> window = new HashMap<>();
  private final List<ConversationState> states = new ArrayList<>();
  private long bytes;

  InboxReader(Sql sql, ChatLimits limits, long app, String userId) {
    this.sql = sql;
    this.limits = limits;
    this.app = app;
    this.userId = userId;
  }

  Set<String> memberships() throws SQLException {
    Set<String> ids = new HashSet<>();
    for (Entry entry : entries()) {
      ids.add(entry.id());
    }
    return ids;
  }

  InboxPage read(ClientFrame.FollowInbox wanted, Set<String> apart) throws SQLException {
    List<Entry> entries = entries();
    Bound from = wanted.from();
    int below = Math.min(wanted.more(), limits.pageConversations());
    int taken = 0;
    boolean asBefore = from != null;
    boolean ended = false;
    Set<String> gone = new LinkedHashSet<>(wanted.known().keySet());
    for (Entry entry : entries) {
      gone.remove(entry.id());
      boolean held = from != null && from.holds(entry.activity(), entry.id());
      ended |= !held && below-- <= 0;
      if (!ended && full()) {
        asBefore = false;
        ended = true;
      }
      @Nullable Known known = wanted.known().get(entry.id());
      if (!ended) {
        asBefore &= held;
        taken++;
        tell(entry, known, apart);
      } else if (known != null && full() && !entry.isKnown(known)) {
        gone.add(entry.id());
      } else if (known != null) {
        tell(entry, known, apart);
      }
    }
    Set<String> members = new HashSet<>();
    entries.forEach(entry -> members.add(entry.id()));
    Bound bound = from != null && asBefore ? from : bound(entries, taken);
    return new InboxPage(bound, window, members, states, List.copyOf(gone));
  }

  /// Says whether the answer holds as much as it may.
  private boolean full() {
    return states.size() >= limits.catchUp() || bytes >= limits.answerBytes();
  }

  private void tell(Entry entry, @Nullable Known known, Set<String> apart) throws SQLException {
    window.put(entry.id(), entry.position());
    if (!apart.contains(entry.id()) && !entry.isKnown(known)) {
      Optional<ConversationReader> reader =
          ConversationReader.of(sql, limits, app, userId, entry.id());
      if (reader.isPresent()) {
        states.add(reader.get().summary());
        bytes += reader.get().size();
      }
    }
  }

  private static Bound bound(List<Entry> entries, int taken) {
    if (taken == entries.size()) {
      return Bound.EVERYTHING;
    }
    if (taken == 0) {
      return Bound.NOTHING;
    }
    Entry last = entries.get(taken - 1);
    return new Bound(last.activity(), last.id());
  }

  private List<Entry> entries() throws SQLException {
    List<Entry> entries =
        sql.list(
            ENTRIES,
            row ->
                new Entry(
                    row.text(1),
                    new Position(row.number(2), row.number(3)),
                    row.number(4),
                    row.number(5)),
            app,
            userId);
    entries.sort(Comparator.comparing(Entry::bound));
    return entries;
  }

  /// A conversation of the user's.
  ///
  /// @param activity milliseconds since 1970
  private record Entry(String id, Position position, long markVersion, long activity) {
    Bound bound() {
      return new Bound(activity, id);
    }

    boolean isKnown(@Nullable Known known) {
      return known != null
          && known.position().equals(position)
          && known.markVersion() == markVersion;
    }
  }
}
