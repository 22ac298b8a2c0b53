package io.tertulia.server.chat;

import io.tertulia.protocol.fact.Gone;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The reactions of one conversation that one commit adds and takes back. Owned by the committing
/// thread.
final class TouchedReactions {
  private final Journal journal;
  private final Map<Gone.ReactionGone, ReactionRow> added = new LinkedHashMap<>();
  private final Set<Gone.ReactionGone> gone = new LinkedHashSet<>();

  TouchedReactions(Journal journal) {
    this.journal = journal;
  }

  void add(ReactionRow reaction) {
    journal.drop(gone, reaction.gone());
    journal.put(added, reaction.gone(), reaction);
  }

  void takeBack(ReactionRow reaction) {
    journal.remove(added, reaction.gone());
    journal.add(gone, reaction.gone());
  }

  /// Those of a message that is deleted go with it, without a word.
  void forget(String messageId) {
    List.copyOf(added.keySet()).stream()
        .filter(reaction -> reaction.messageId().equals(messageId))
        .forEach(reaction -> journal.remove(added, reaction));
    List.copyOf(gone).stream()
        .filter(reaction -> reaction.messageId().equals(messageId))
        .forEach(reaction -> journal.drop(gone, reaction));
  }

  Collection<ReactionRow> added() {
    return added.values();
  }

  Collection<Gone.ReactionGone> gone() {
    return gone;
  }
}
