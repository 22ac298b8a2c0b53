package io.tertulia.client.mirror;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Fact;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The facts of one kind, by id and from the top down. A fact gives way to one of a higher version
/// only. Belongs to the turn.
final class Held<F extends Fact> {
  private final Function<F, Bound> place;
  private final Map<String, F> byId = new HashMap<>();
  private final Shelf<F> shelf = new Shelf<>();

  /// @param place where a fact stands; the id in it is the fact's
  Held(Function<F, Bound> place) {
    this.place = place;
  }

  Shelf<F> shelf() {
    return shelf;
  }

  @Nullable F get(String id) {
    return byId.get(id);
  }

  Set<String> ids() {
    return byId.keySet();
  }

  Collection<F> facts() {
    return byId.values();
  }

  void put(F fact) {
    Bound to = place.apply(fact);
    F before = byId.get(to.id());
    if (before == null || fact.version() > before.version()) {
      remove(to.id());
      byId.put(to.id(), fact);
      shelf.put(to, fact);
    }
  }

  void remove(String id) {
    F before = byId.remove(id);
    if (before != null) {
      shelf.remove(place.apply(before));
    }
  }

  /// Says whether a fact is in the part of the list that is known without a gap.
  boolean holds(F fact) {
    Bound from = shelf.from();
    Bound at = place.apply(fact);
    return from != null && from.holds(at.at(), at.id());
  }

  /// Gives up what is below the lowest window.
  ///
  /// @param lowest null when there is no window
  void raise(@Nullable Bound lowest) {
    Bound from = shelf.from();
    if (lowest == null) {
      shelf.from(null);
    } else if (from != null && lowest.compareTo(from) < 0) {
      shelf.from(lowest);
    }
  }

  /// Forgets all others.
  void retain(Predicate<F> kept) {
    for (F fact : List.copyOf(byId.values())) {
      if (!kept.test(fact)) {
        remove(place.apply(fact).id());
      }
    }
  }
}
