package io.tertulia.server.chat;

import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a user left traces in the conversations of its app, looked up a piece at a time, in the
/// order of conversations and of messages.
///
/// @param places in which the user has traces
/// @param next where to look further; null when everything was looked at
record Traces(List<Place> places, @Nullable Mark next) {
  /// Messages that one look passes over.
  private static final int MESSAGES = 5_000;

  /// Conversations that one look passes over.
  private static final int CONVERSATIONS = 500;

  /// How far it was looked.
  ///
  /// @param conversation the key of the conversation, which may have more
  /// @param at when its last message was sent that was looked at
  record Mark(long conversation, long at) {
    static final Mark BEGINNING = new Mark(0, Long.MAX_VALUE);
  }

  /// Traces in one conversation.
  ///
  /// @param times when messages were sent that the user sent or reacted to, or that mention it
  /// @param sits whether, besides, there is a participation of the user, and no message behind them
  record Place(long conversation, List<Long> times, boolean sits) {}

  Traces {
    places = List.copyOf(places);
  }

  /// Looks on from a mark, inside a snapshot of the store.
  static Traces look(Sql sql, Erasure erasure, Mark from) throws SQLException {
    List<Place> places = new ArrayList<>();
    int left = MESSAGES;
    long conversation = from.conversation();
    long at = from.at();
    for (int i = 0; i < CONVERSATIONS; i++) {
      if (at == Long.MAX_VALUE) {
        conversation = next(sql, erasure.app(), conversation);
        at = Long.MIN_VALUE;
      }
      if (conversation == Long.MAX_VALUE) {
        return new Traces(places, null);
      }
      Piece piece = piece(sql, erasure, new Mark(conversation, at), left);
      left -= piece.seen();
      boolean last = left > 0;
      boolean sits = last && sits(sql, erasure, conversation);
      if (!piece.times().isEmpty() || sits) {
        places.add(new Place(conversation, piece.times(), sits));
      }
      at = last ? Long.MAX_VALUE : piece.until();
      if (!last) {
        break;
      }
    }
    return new Traces(places, new Mark(conversation, at));
  }

  /// What a look at one conversation found.
  private record Piece(List<Long> times, int seen, long until) {}

  private static Piece piece(Sql sql, Erasure erasure, Mark from, int limit) throws SQLException {
    long user = Objects.requireNonNull(erasure.user());
    Set<Long> times = new LinkedHashSet<>();
    int[] seen = {0};
    long[] until = {from.at()};
    sql.visit(
        "SELECT created_at, sender IS ? OR instr(content, ?) > 0 FROM messages"
            + " WHERE conversation=? AND created_at>? ORDER BY created_at LIMIT ?",
        row -> {
          seen[0]++;
          until[0] = row.number(1);
          return !row.flag(2) || times.add(row.number(1));
        },
        user,
        Mentions.trace(erasure.id()),
        from.conversation(),
        from.at(),
        limit);
    times.addAll(
        sql.list(
            "SELECT DISTINCT message_at FROM reactions"
                + " WHERE conversation=? AND message_at>? AND message_at<=? AND user=?",
            row -> row.number(1),
            from.conversation(),
            from.at(),
            until[0],
            user));
    return new Piece(List.copyOf(times), seen[0], until[0]);
  }

  private static boolean sits(Sql sql, Erasure erasure, long conversation) throws SQLException {
    return sql.number(
            "SELECT EXISTS (SELECT 1 FROM participants WHERE conversation=? AND user=?)",
            conversation,
            erasure.user())
        == 1;
  }

  /// The conversation of an app behind one; [Long#MAX_VALUE] when there is none.
  private static long next(Sql sql, long app, long conversation) throws SQLException {
    return sql.first(
            "SELECT key FROM conversations WHERE key>? AND +app=? ORDER BY key LIMIT 1",
            row -> row.number(1),
            conversation,
            app)
        .orElse(Long.MAX_VALUE);
  }
}
