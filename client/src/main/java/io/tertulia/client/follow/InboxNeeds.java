package io.tertulia.client.follow;

import io.tertulia.client.link.Failure;
import io.tertulia.client.mirror.ConversationMirror;
import io.tertulia.client.mirror.Mirror;
import io.tertulia.client.mirror.Shelf;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.protocol.frame.ClientFrame;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Those who look at the list of conversations, or at those of it that match a filter, and how much
/// more of it they need than the mirror has. Belongs to the turn.
final class InboxNeeds {
  /// So many different filters are looked through at a time.
  static final int MAX_FILTERS = 20;

  /// At least so many conversations are asked for that match a filter, so that it is asked seldom.
  private static final int MIN_FILTERED = 20;

  private final Mirror mirror;
  private final Set<InboxWatcher> watchers = new LinkedHashSet<>();

  InboxNeeds(Mirror mirror) {
    this.mirror = mirror;
  }

  boolean any() {
    return !watchers.isEmpty();
  }

  /// Says whether somebody looks through a filter.
  boolean filtered() {
    return !filters().isEmpty();
  }

  List<InboxWatcher> watchers() {
    return List.copyOf(watchers);
  }

  /// Adds one who looks, or fails it when that is one filter too many.
  void add(InboxWatcher watcher) {
    ConversationFilter filter = watcher.filter();
    Set<ConversationFilter> filters = filters();
    if (filter != null && !filters.contains(filter) && filters.size() >= MAX_FILTERS) {
      watcher.fail(
          Failure.of(
              ErrorCode.LIMIT_EXCEEDED,
              "filters: one more (expected: at most " + MAX_FILTERS + " different ones)"));
      return;
    }
    watchers.add(watcher);
  }

  /// Removes one who looks; false when it did not.
  boolean remove(InboxWatcher watcher) {
    boolean removed = watchers.remove(watcher);
    mirror.retainLists(filters());
    return removed;
  }

  /// Says whether some list is known less far than it is looked at.
  boolean lacking() {
    return missing(null) > 0 || filters().stream().anyMatch(filter -> missing(filter) > 0);
  }

  /// How many more conversations are looked at than are known.
  ///
  /// @param filter null for the whole list
  int missing(@Nullable ConversationFilter filter) {
    Shelf<ConversationMirror> shelf = mirror.list(filter);
    return watchers.stream()
        .filter(watcher -> Objects.equals(watcher.filter(), filter))
        .mapToInt(watcher -> watcher.reach().missing(shelf))
        .max()
        .orElse(0);
  }

  /// What to ask the server for of the filtered lists.
  List<ClientFrame.Filtered> filteredLists() {
    return filters().stream().map(this::wanted).toList();
  }

  /// Takes the bounds of the filtered lists that were asked for; says whether one moved.
  boolean told(List<ClientFrame.Filtered> asked, List<Bound> bounds) {
    boolean moved = false;
    for (int i = 0; i < Math.min(asked.size(), bounds.size()); i++) {
      mirror.listed(asked.get(i).filter(), bounds.get(i));
      moved |= !bounds.get(i).equals(asked.get(i).from());
    }
    return moved;
  }

  private ClientFrame.Filtered wanted(ConversationFilter filter) {
    int missing = missing(filter);
    return new ClientFrame.Filtered(
        filter, mirror.list(filter).from(), missing == 0 ? 0 : Math.max(missing, MIN_FILTERED));
  }

  private Set<ConversationFilter> filters() {
    Set<ConversationFilter> filters = new LinkedHashSet<>();
    for (InboxWatcher watcher : watchers) {
      ConversationFilter filter = watcher.filter();
      if (filter != null) {
        filters.add(filter);
      }
    }
    return filters;
  }
}
