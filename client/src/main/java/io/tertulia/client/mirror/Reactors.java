package io.tertulia.client.mirror;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.ReactionFact;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of whose reactions to one message with one emoji there are. Belongs to the turn.
///
/// The oldest is at the top of the shelf, so a window grows towards the newest. The protocol's
/// bounds are an upper end of time; turned around they are a lower end of the shelf.
public final class Reactors {
  private final Held<ReactionFact> held =
      new Held<>(fact -> new Bound(-fact.createdAt(), fact.userId()));
  private boolean exists;
  private boolean stale;

  /// @param to the upper end of what is told; null when there is no such message
  Reactors(List<ReactionFact> put, @Nullable Bound to) {
    exists = to != null;
    if (to != null) {
      put.forEach(held::put);
      held.shelf().from(turned(to));
    }
  }

  /// Says whether there is such a message.
  public boolean exists() {
    return exists;
  }

  /// Says whether something may have changed unheard, so that all must be told again.
  public boolean stale() {
    return stale;
  }

  /// The reactions, from the oldest on.
  public Shelf<ReactionFact> shelf() {
    return held.shelf();
  }

  /// The upper end of what is known without a gap, as the protocol has it; null when nothing is.
  public @Nullable Bound to() {
    Bound from = held.shelf().from();
    return from == null ? null : turned(from);
  }

  /// The protocol's bound of a bound of the shelf, and the other way round.
  public static Bound turned(Bound bound) {
    return new Bound(-bound.at(), bound.id());
  }

  Set<String> people() {
    return held.ids();
  }

  void becomeStale() {
    stale = true;
  }

  void put(ReactionFact fact) {
    held.put(fact);
  }

  void remove(String userId) {
    held.remove(userId);
  }
}
