package io.tertulia.server.chat;

import io.tertulia.protocol.fact.ConversationFact;
import io.tertulia.protocol.fact.Position;
import io.tertulia.protocol.fact.TallyFact;
import org.jspecify.annotations.Nullable;

/// A conversation as stored.
///
/// @param epoch of its positions: the key, until a message was put below others
/// @param version of its last event
/// @param lastAt the next message is later than this: than every message before it, and than what
///   anybody has read or joined at
/// @param newestAt `createdAt` of the newest message that is not deleted; null when there is none
/// @param erasedVersion of the last event by which rows went for good: whoever knows less cannot be
///   told what changed, and begins anew
record ConversationRow(
    long key,
    long epoch,
    long version,
    ConversationFact fact,
    TallyFact tally,
    long lastAt,
    @Nullable Long newestAt,
    long erasedVersion) {

  Position position() {
    return new Position(epoch, version);
  }

  ConversationRow withVersion(long next) {
    return new ConversationRow(key, epoch, next, fact, tally, lastAt, newestAt, erasedVersion);
  }

  ConversationRow withEpoch(long next) {
    return new ConversationRow(key, next, version, fact, tally, lastAt, newestAt, erasedVersion);
  }

  ConversationRow withFact(ConversationFact changed) {
    return new ConversationRow(
        key, epoch, version, changed, tally, lastAt, newestAt, erasedVersion);
  }

  ConversationRow withTally(int messages, int participants, long everyoneReadUntil) {
    return new ConversationRow(
        key,
        epoch,
        version,
        fact,
        new TallyFact(version, messages, participants, everyoneReadUntil),
        lastAt,
        newestAt,
        erasedVersion);
  }

  ConversationRow withMessages(int difference) {
    return withTally(
        tally.messages() + difference, tally.participants(), tally.everyoneReadUntil());
  }

  ConversationRow withParticipants(int difference) {
    return withTally(
        tally.messages(), tally.participants() + difference, tally.everyoneReadUntil());
  }

  ConversationRow withLastAt(long at) {
    return new ConversationRow(key, epoch, version, fact, tally, at, newestAt, erasedVersion);
  }

  /// Rows went for good by the event of the current version.
  ConversationRow withErased() {
    return new ConversationRow(key, epoch, version, fact, tally, lastAt, newestAt, version);
  }

  ConversationRow withNewest(@Nullable Long createdAt) {
    long last = createdAt == null ? lastAt : Math.max(lastAt, createdAt);
    return new ConversationRow(key, epoch, version, fact, tally, last, createdAt, erasedVersion);
  }
}
