package io.tertulia.server.chat;

import io.tertulia.protocol.content.Emoji;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.ReactionFact;
import io.tertulia.protocol.frame.Reactors;
import io.tertulia.protocol.frame.ReactorsWanted;
import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads whose reactions to single messages there are: what the client holds and what it wants
/// besides, always whole. The messages and everybody named go to the collector.
final class ReactorsReader {
  private final Sql sql;
  private final ChatLimits limits;
  private final long conversation;
  private final FactCollector collector;

  ReactorsReader(Sql sql, ChatLimits limits, long conversation, FactCollector collector) {
    this.sql = sql;
    this.limits = limits;
    this.conversation = conversation;
    this.collector = collector;
  }

  List<Reactors> read(List<ReactorsWanted> wanted) throws SQLException {
    List<Reactors> found = new ArrayList<>();
    for (ReactorsWanted one : wanted) {
      found.add(read(one));
    }
    return found;
  }

  private Reactors read(ReactorsWanted wanted) throws SQLException {
    Optional<MessageRow> message = MessageRows.find(sql, conversation, wanted.messageId());
    if (message.isEmpty()) {
      return new Reactors(wanted.messageId(), wanted.emoji(), List.of(), null);
    }
    collector.add(message.get());
    Taking taking = new Taking(wanted);
    String emoji = Emoji.canonical(wanted.emoji());
    if (emoji != null) {
      ReactionRows.visit(sql, message.get(), emoji, taking);
    }
    return new Reactors(wanted.messageId(), wanted.emoji(), taking.taken, taking.to());
  }

  /// Takes reactions, oldest first, until there are enough, or the answer is full.
  private final class Taking implements ReactionRows.Visitor {
    private final List<ReactionFact> taken = new ArrayList<>();
    private final Bound had;
    private int more;
    private Bound to;
    private boolean stopped;

    Taking(ReactorsWanted wanted) {
      this.had = wanted.to() == null ? Bound.EVERYTHING : wanted.to();
      this.more = Math.min(wanted.more(), limits.pageReactions());
      this.to = Bound.EVERYTHING;
    }

    @Override
    public boolean visit(ReactionRow row) throws SQLException {
      Bound at = new Bound(row.fact().createdAt(), row.fact().userId());
      boolean held = row.fact().createdAt() <= had.at();
      if ((!held && more-- <= 0)
          || (!taken.isEmpty() && collector.size() >= limits.answerBytes())) {
        stopped = true;
        to = held ? to : latest(to, had);
        return false;
      }
      taken.add(row.fact());
      collector.meet(row);
      to = at;
      return true;
    }

    Bound to() {
      return stopped ? to : Bound.NOTHING;
    }

    private static Bound latest(Bound one, Bound other) {
      return one.at() >= other.at() ? one : other;
    }
  }
}
