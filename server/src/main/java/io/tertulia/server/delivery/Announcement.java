package io.tertulia.server.delivery;

import io.tertulia.protocol.fact.Position;
import java.util.Set;

/// What a commit did to a conversation, as far as delivery must know.
///
/// @param anew whether another epoch begins: what followers hold is past. Whoever follows the list
///   is told the state instead; by the event, whoever follows the conversation itself asks again
/// @param event the frame for those who take part, as each of them sees it
/// @param admitted users who take part from now on
/// @param expelled users who take part no longer, and are not told the event; everybody when the
///   conversation is deleted
public record Announcement(
    TopicId topic,
    Position position,
    boolean anew,
    Variants event,
    Set<String> admitted,
    Set<String> expelled) {
  public Announcement {
    admitted = Set.copyOf(admitted);
    expelled = Set.copyOf(expelled);
  }

  /// Says whether a user who took part before is told the event.
  boolean concerns(TopicId user) {
    return !expelled.contains(user.id());
  }
}
