package io.tertulia.client.follow;

import io.tertulia.client.mirror.ConversationMirror;
import io.tertulia.client.mirror.Reach;
import io.tertulia.client.mirror.ReactionsOf;
import io.tertulia.client.mirror.Reactors;
import io.tertulia.client.mirror.Shelf;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.frame.ReactorsWanted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whose reactions those who look at a conversation want to see. Belongs to the turn.
///
/// Every question names all of them: the answer may be later than what is known, and others'
/// reactions that changed meanwhile are told in the lists that were asked for, and nowhere else.
final class WantedReactors {
  /// The server tells no more of one conversation.
  static final int MAX = 100;

  private static final Shelf<Object> EMPTY = new Shelf<>();

  private final Map<ReactionsOf, List<Reach>> reaches = new LinkedHashMap<>();

  WantedReactors(Collection<ConversationWatcher> watchers) {
    for (ConversationWatcher watcher : watchers) {
      ReactorsLook look = watcher.reactors();
      if (look != null) {
        reaches.computeIfAbsent(look.of(), of -> new ArrayList<>(1)).add(look.reach());
      }
    }
  }

  Collection<ReactionsOf> all() {
    return reaches.keySet();
  }

  /// Says whether that can be asked for too.
  boolean hasRoom(ConversationWatcher watcher) {
    ReactorsLook look = watcher.reactors();
    return look == null || reaches.size() < MAX || reaches.containsKey(look.of());
  }

  /// Says whether nothing is missing.
  boolean satisfied(@Nullable ConversationMirror known) {
    return reaches.keySet().stream()
        .allMatch(of -> {
          Reactors list = known == null ? null : known.reactors(of);
          return list != null
              && !list.stale()
              && (!list.exists() || missing(of, list.shelf()) == 0);
        });
  }

  /// What to ask for.
  List<ReactorsWanted> toAsk(@Nullable ConversationMirror known) {
    List<ReactorsWanted> wanted = new ArrayList<>();
    reaches
        .keySet()
        .forEach(of -> {
          Reactors list = known == null ? null : known.reactors(of);
          if (list == null || !list.exists()) {
            wanted.add(wanted(of, furthest(of), missing(of, EMPTY)));
          } else {
            wanted.add(wanted(of, list.to(), missing(of, list.shelf())));
          }
        });
    return wanted;
  }

  /// Every window is to be resolved anew.
  void beginAnew() {
    reaches.values().forEach(all -> all.forEach(Reach::reset));
  }

  private static ReactorsWanted wanted(ReactionsOf of, @Nullable Bound to, int more) {
    return new ReactorsWanted(of.messageId(), of.emoji(), to, more);
  }

  private int missing(ReactionsOf of, Shelf<?> shelf) {
    return reaches(of).stream().mapToInt(reach -> reach.missing(shelf)).max().orElse(0);
  }

  /// Where the windows end of which nothing is known any longer.
  private @Nullable Bound furthest(ReactionsOf of) {
    return reaches(of).stream()
        .map(Reach::bound)
        .filter(Objects::nonNull)
        .max(Bound::compareTo)
        .map(Reactors::turned)
        .orElse(null);
  }

  private List<Reach> reaches(ReactionsOf of) {
    return reaches.getOrDefault(of, List.of());
  }
}
