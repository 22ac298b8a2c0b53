package io.tertulia.server.record;

import io.tertulia.protocol.fact.ConversationFact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversation with all who take part in it.
///
/// @param participants by when they joined, those included whom the app keeps out
/// @param last the last message; null when there is none
/// @param everyoneReadUntil milliseconds since 1970: every participant has read what was sent until
///   then
public record ConversationRecord(
    ConversationFact fact,
    List<ParticipantRecord> participants,
    @Nullable MessageRecord last,
    long everyoneReadUntil) {
  public ConversationRecord {
    participants = List.copyOf(participants);
  }
}
