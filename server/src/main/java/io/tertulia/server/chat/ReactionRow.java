package io.tertulia.server.chat;

import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.fact.ReactionFact;

/// A reaction as stored.
///
/// @param messageAt `createdAt` of the message
/// @param user the key of the one who reacted
record ReactionRow(long conversation, long messageAt, long user, ReactionFact fact) {

  /// That it was taken back; also what tells it from all others.
  Gone.ReactionGone gone() {
    return new Gone.ReactionGone(fact.messageId(), fact.emoji(), fact.userId());
  }
}
