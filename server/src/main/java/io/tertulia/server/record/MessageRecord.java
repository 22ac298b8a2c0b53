package io.tertulia.server.record;

import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.ReactionFact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message as it was written, with who read it and who reacted.
///
/// @param markup as it was sent; null when the content was sent as blocks
/// @param reactions to it, those with one emoji oldest first
/// @param readBy ids of the participants other than the sender who have read it; empty in a
///   conversation of more than 300 participants
public record MessageRecord(
    String conversationId,
    MessageFact fact,
    @Nullable String markup,
    List<ReactionFact> reactions,
    List<String> readBy) {
  /// In a conversation of more participants than this, nobody is told who read what.
  public static final int MAX_READERS = 300;

  public MessageRecord {
    reactions = List.copyOf(reactions);
    readBy = List.copyOf(readBy);
  }
}
