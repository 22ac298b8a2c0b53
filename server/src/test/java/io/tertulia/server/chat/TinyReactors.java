package io.tertulia.server.chat;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.ReactionFact;
import io.tertulia.protocol.frame.Reactors;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Whose reactions to a message with an emoji a client holds, oldest first.
final class TinyReactors {
  private final String messageId;
  private final String emoji;
  private final Map<String, ReactionFact> byUser = new TreeMap<>();

  /// Null when there is no such message.
  @Nullable Bound to;

  TinyReactors(Reactors told) {
    messageId = told.messageId();
    emoji = told.emoji();
    to = told.to();
    told.put().forEach(fact -> byUser.put(fact.userId(), fact));
  }

  void apply(ServerFrame.Event event) {
    for (Gone gone : event.gone()) {
      if (gone instanceof Gone.MessageGone g && g.id().equals(messageId)) {
        byUser.clear();
        to = null;
      } else if (gone instanceof Gone.ReactionGone g
          && g.messageId().equals(messageId)
          && g.emoji().equals(emoji)) {
        byUser.remove(g.userId());
      }
    }
    for (Fact fact : event.put()) {
      if (fact instanceof MessageFact m && m.id().equals(messageId) && to == null) {
        to = Bound.NOTHING;
      }
    }
    for (Fact fact : event.put()) {
      if (fact instanceof ReactionFact r
          && r.messageId().equals(messageId)
          && r.emoji().equals(emoji)) {
        byUser.remove(r.userId());
        if (to != null && r.createdAt() <= to.at()) {
          byUser.put(r.userId(), r);
        }
      }
    }
  }

  @Override
  public String toString() {
    return to == null ? "no message" : byUser.toString();
  }
}
