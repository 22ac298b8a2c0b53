package io.tertulia.client.follow;

import io.tertulia.client.mirror.ConversationMirror;
import io.tertulia.client.mirror.Mirror;
import io.tertulia.client.mirror.Reach;
import io.tertulia.client.mirror.Shelf;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.frame.ReactorsWanted;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What those who look at a conversation want, and what of it is missing. Belongs to the turn.
final class Wanted {
  private static final Shelf<Object> EMPTY = new Shelf<>();

  private final Collection<ConversationWatcher> watchers;
  private final @Nullable ConversationMirror known;
  private final WantedReactors reactors;

  Wanted(Collection<ConversationWatcher> watchers, @Nullable ConversationMirror known) {
    this.watchers = watchers;
    this.known = known;
    this.reactors = new WantedReactors(watchers);
  }

  /// How many more messages are needed.
  int messages() {
    return missing(ConversationWatcher::messages, known == null ? EMPTY : known.messages());
  }

  /// How many more participants are needed.
  int participants() {
    return missing(ConversationWatcher::participants, known == null ? EMPTY : known.participants());
  }

  /// Whose reactions to ask for.
  List<ReactorsWanted> reactors() {
    return reactors.toAsk(known);
  }

  /// The users whose participation is looked at, whatever the window.
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (ConversationWatcher watcher : watchers) {
      String name = watcher.participant();
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  /// Says whether nothing is missing, but perhaps participants by name.
  boolean isThere() {
    return messages() + participants() == 0 && reactors.satisfied(known);
  }

  /// Makes the mirror as small as what is wanted.
  void prune(Mirror mirror, String id) {
    mirror.prune(
        id,
        lowest(ConversationWatcher::messages),
        lowest(ConversationWatcher::participants),
        names(),
        reactors.all());
  }

  /// Every window is to be resolved anew.
  void beginAnew() {
    reaches(ConversationWatcher::messages).forEach(Reach::reset);
    reaches(ConversationWatcher::participants).forEach(Reach::reset);
    reactors.beginAnew();
  }

  private int missing(Function<ConversationWatcher, @Nullable Reach> kind, Shelf<?> shelf) {
    return reaches(kind).mapToInt(reach -> reach.missing(shelf)).max().orElse(0);
  }

  private @Nullable Bound lowest(Function<ConversationWatcher, @Nullable Reach> kind) {
    return reaches(kind).map(Reach::lowest).max(Bound::compareTo).orElse(null);
  }

  private Stream<Reach> reaches(Function<ConversationWatcher, @Nullable Reach> kind) {
    return watchers.stream().map(kind).filter(Objects::nonNull);
  }
}
