package io.tertulia.server.chat;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.Notify;
import io.tertulia.protocol.fact.ParticipantFact;

/// A participation as stored, or that it ended.
///
/// @param user the user's key
/// @param fact the part that other participants see
/// @param markVersion counts the changes of `readUntil` and `markedUnread`
/// @param gone whether the user left
record ParticipantRow(
    long conversation,
    long user,
    ParticipantFact fact,
    long readUntil,
    boolean markedUnread,
    long markVersion,
    boolean gone) {

  ParticipantRow withChoice(long version, Access access, Notify notifications) {
    return new ParticipantRow(
        conversation,
        user,
        new ParticipantFact(fact.userId(), version, access, notifications, fact.joinedAt()),
        readUntil,
        markedUnread,
        markVersion,
        gone);
  }

  /// Says whether the app keeps the user out, rather than that he left.
  boolean keptOut() {
    return gone && fact.access() == Access.NONE;
  }

  ParticipantRow withMark(long until, boolean unread) {
    return new ParticipantRow(conversation, user, fact, until, unread, markVersion + 1, gone);
  }

  ParticipantRow left(long version) {
    return new ParticipantRow(
        conversation,
        user,
        new ParticipantFact(
            fact.userId(), version, fact.access(), fact.notifications(), fact.joinedAt()),
        readUntil,
        markedUnread,
        markVersion,
        true);
  }
}
