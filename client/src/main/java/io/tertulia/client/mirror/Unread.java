package io.tertulia.client.mirror;

import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.ReadMark;
import io.tertulia.protocol.frame.ServerFrame;
import org.jspecify.annotations.Nullable;

/// How the number of a viewer's unread messages follows from events.
///
/// @param last the newest message before the event
record Unread(String viewer, ReadMark mark, @Nullable MessageFact last) {

  /// By how many it changes: what is newer than all before was not counted yet.
  int by(ServerFrame.Event event) {
    long newest = last == null ? Long.MIN_VALUE : last.createdAt();
    int change = 0;
    for (Fact fact : event.put()) {
      if (fact instanceof MessageFact m
          && m.createdAt() > newest
          && counts(m.senderId(), m.createdAt())) {
        change++;
      }
    }
    for (Gone gone : event.gone()) {
      if (gone instanceof Gone.MessageGone m && counts(m.senderId(), m.createdAt())) {
        change--;
      }
    }
    return change;
  }

  private boolean counts(@Nullable String senderId, long createdAt) {
    return !viewer.equals(senderId) && createdAt > mark.readUntil();
  }
}
