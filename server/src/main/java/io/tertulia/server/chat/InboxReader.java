package io.tertulia.server.chat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Position;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.Known;
import io.tertulia.server.db.Sql;
import io.tertulia.server.delivery.InboxPage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the list of a user's conversations, and the lists of those that match filters, the most
/// recently active first. Used once, inside one snapshot of the store.
///
/// A client may know conversations below its bounds, such as one that fell there when its last
/// message was deleted. It is told of these too, as far as there is room; others it must forget,
/// for nothing vouches for what it knows of them.
final class InboxReader {
  private final Sql sql;
  private final ChatLimits limits;
  private final SearchLimits filters;
  private final long app;
  private final String userId;
  private final Map<String, Position> window = new HashMap<>();
  private final List<ConversationState> states = new ArrayList<>();
  private long bytes;

  InboxReader(Sql sql, ChatLimits limits, SearchLimits filters, long app, String userId) {
    this.sql = sql;
    this.limits = limits;
    this.filters = filters;
    this.app = app;
    this.userId = userId;
  }

  Set<String> memberships() throws SQLException {
    return new HashSet<>(InboxEntry.ids(sql, app, userId));
  }

  /// @param apart conversations that need not be told, as the client is told them in another way
  InboxPage read(ClientFrame.FollowInbox wanted, Set<String> apart) throws SQLException {
    ListWindow whole = new ListWindow(null, wanted.from(), most(wanted.more()));
    List<ListWindow> filtered = filtered(wanted);
    List<ListWindow> windows = new ArrayList<>(filtered);
    windows.add(whole);
    Set<String> members = new HashSet<>();
    Set<String> gone = new LinkedHashSet<>(wanted.known().keySet());
    for (InboxEntry entry : InboxEntry.all(sql, app, userId, !filtered.isEmpty())) {
      members.add(entry.id());
      gone.remove(entry.id());
      @Nullable Known known = wanted.known().get(entry.id());
      boolean news = !apart.contains(entry.id()) && !entry.isKnown(known);
      boolean fits = !news || !full();
      if (taken(windows, entry, fits) || (known != null && fits)) {
        tell(entry, news);
      } else if (known != null) {
        gone.add(entry.id());
      }
    }
    return new InboxPage(
        whole.bound(),
        window,
        members,
        states,
        List.copyOf(gone),
        filtered.stream().map(ListWindow::bound).toList());
  }

  private List<ListWindow> filtered(ClientFrame.FollowInbox wanted) {
    if (wanted.filtered().size() > filters.lists()) {
      throw new Refusal(
          ErrorCode.LIMIT_EXCEEDED,
          "filtered: "
              + wanted.filtered().size()
              + " lists (expected: at most "
              + filters.lists()
              + ")");
    }
    List<ListWindow> windows = new ArrayList<>();
    for (ClientFrame.Filtered list : wanted.filtered()) {
      Checks.filter(list.filter());
      windows.add(new ListWindow(list.filter(), list.from(), most(list.more())));
    }
    return windows;
  }

  /// Says whether an entry belongs to one of the windows, and can be told there.
  private static boolean taken(List<ListWindow> windows, InboxEntry entry, boolean fits) {
    boolean taken = false;
    for (ListWindow one : windows) {
      @Nullable Bound before = one.last();
      if (one.takes(entry)) {
        if (fits) {
          taken = true;
        } else {
          one.cut(before);
        }
      }
    }
    return taken;
  }

  private int most(int more) {
    return Math.min(more, limits.pageConversations());
  }

  /// Says whether the answer holds as much as it may.
  private boolean full() {
    return states.size() >= limits.catchUp() || bytes >= limits.answerBytes();
  }

  private void tell(InboxEntry entry, boolean news) throws SQLException {
    window.put(entry.id(), entry.position());
    if (news) {
      Optional<ConversationReader> reader =
          ConversationReader.of(sql, limits, app, userId, entry.id());
      if (reader.isPresent()) {
        states.add(reader.get().summary());
        bytes += reader.get().size();
      }
    }
  }
}
