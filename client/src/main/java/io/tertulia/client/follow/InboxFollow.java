package io.tertulia.client.follow;

import io.tertulia.client.link.Failure;
import io.tertulia.client.link.Outlet;
import io.tertulia.client.link.Retry;
import io.tertulia.client.mirror.ConversationMirror;
import io.tertulia.client.mirror.Mirror;
import io.tertulia.client.mirror.Outcome;
import io.tertulia.client.mirror.Shelf;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.Known;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The list of conversations, followed for all who look at it. Belongs to the turn.
///
/// Conversations that are followed by themselves are told there, and only stand in the list here.
final class InboxFollow {
  /// More than so many known conversations are not named; they come fresh.
  static final int MAX_KNOWN = 500;

  /// So many filters are looked through at a time.
  static final int MAX_FILTERS = 20;

  /// At least so many conversations are asked for that match a filter, so that it is asked seldom.
  private static final int MIN_FILTERED = 20;

  private final Mirror mirror;
  private final Outlet outlet;
  private final Retry retry;
  private final Runnable touch;
  private final Predicate<String> explicit;
  private final Set<InboxWatcher> watchers = new LinkedHashSet<>();
  private boolean placed;
  private boolean answered;

  /// The list is being told on this line, from some answer on.
  private boolean told;

  private @Nullable Question question;

  /// @param named whether what is not told stays as it is
  private record Question(
      long id, boolean named, @Nullable Bound from, List<ClientFrame.Filtered> filtered) {}

  /// @param explicit says whether a conversation is followed by itself
  InboxFollow(
      Mirror mirror, Outlet outlet, Retry retry, Runnable touch, Predicate<String> explicit) {
    this.mirror = mirror;
    this.outlet = outlet;
    this.retry = retry;
    this.touch = touch;
    this.explicit = explicit;
  }

  boolean active() {
    return !watchers.isEmpty();
  }

  /// Says whether the list has been told, at least once.
  boolean answered() {
    return answered;
  }

  /// Says whether events of unknown conversations mean that the list has a gap.
  boolean placed() {
    return placed && question == null;
  }

  boolean asked(@Nullable Long answerId) {
    return question != null && answerId != null && question.id == answerId;
  }

  /// Says whether the list will tell of a conversation that is in that place.
  boolean covers(Bound place) {
    Bound from = mirror.inbox().from();
    boolean below = from == null || !from.holds(place.at(), place.id());
    return active() && (!answered || !below || !filters().isEmpty());
  }

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

  /// Removes one who looks; with the last one the follow ends.
  void remove(InboxWatcher watcher) {
    if (!watchers.remove(watcher)) {
      return;
    }
    mirror.retainLists(filters());
    if (active()) {
      return;
    }
    if (outlet.ready() && (placed || question != null)) {
      outlet.send(new ClientFrame.Unfollow(List.of(), List.of(), true));
    }
    forget();
  }

  void refresh() {
    List.copyOf(watchers).forEach(Watcher::refresh);
  }

  void ensure() {
    if (!active() || !outlet.ready() || question != null || retry.waiting()) {
      return;
    }
    if (placed && !lacking()) {
      return;
    }
    if (told && !placed) {
      // The server takes what it told as known: after a gap it must begin anew.
      outlet.send(new ClientFrame.Unfollow(List.of(), List.of(), true));
      told = false;
    }
    Map<String, Known> known = known();
    long number = outlet.nextId();
    boolean few = known.size() <= MAX_KNOWN;
    Bound from = mirror.inbox().from();
    List<ClientFrame.Filtered> filtered = filters().stream().map(this::wanted).toList();
    question = new Question(number, told || few, from, filtered);
    outlet.send(
        new ClientFrame.FollowInbox(number, from, missing(null), few ? known : Map.of(), filtered));
  }

  /// The answer came.
  void told(ServerFrame.Inbox inbox) {
    Question asked = question;
    if (asked == null) {
      return;
    }
    question = null;
    placed = true;
    answered = true;
    told = true;
    Set<String> named = new HashSet<>();
    boolean gap = false;
    for (ConversationState state : inbox.states()) {
      named.add(state.conversationId());
      if (!explicit.test(state.conversationId())) {
        gap |= mirror.apply(state, Set.of()) == Outcome.GAP;
      }
    }
    inbox.gone().forEach(this::drop);
    if (!asked.named) {
      List.copyOf(mirror.conversations()).stream()
          .map(ConversationMirror::id)
          .filter(id -> !named.contains(id))
          .forEach(this::drop);
    }
    mirror.inbox(inbox.from(), inbox.total());
    boolean movedFiltered = movedFiltered(inbox, asked);
    boolean moved = movedFiltered || !inbox.from().equals(asked.from);
    if (gap || (lacking() && !moved)) {
      gap();
    } else {
      retry.succeeded();
    }
    touch.run();
  }

  /// Something is missing: places the follow again.
  void gap() {
    placed = false;
    retry.failed(touch);
  }

  void refused(Failure failure) {
    question = null;
    placed = false;
    told = false;
    if (failure.code() == ErrorCode.UNAVAILABLE) {
      retry.failed(touch);
      return;
    }
    List.copyOf(watchers).forEach(watcher -> watcher.fail(failure));
    watchers.clear();
    forget();
  }

  void lineDown() {
    question = null;
    placed = false;
    told = false;
    retry.stop();
  }

  private void forget() {
    retry.stop();
    question = null;
    placed = false;
    answered = false;
    told = false;
    List.copyOf(mirror.conversations()).stream().map(ConversationMirror::id).forEach(this::drop);
    mirror.inbox(null, -1);
    mirror.retainLists(Set.of());
  }

  private void drop(String id) {
    if (!explicit.test(id)) {
      mirror.drop(id);
    }
  }

  /// Takes the bounds of the filtered lists; says whether one is another than before.
  private boolean movedFiltered(ServerFrame.Inbox inbox, Question asked) {
    boolean moved = false;
    int count = Math.min(inbox.filtered().size(), asked.filtered.size());
    for (int i = 0; i < count; i++) {
      ClientFrame.Filtered list = asked.filtered.get(i);
      Bound from = inbox.filtered().get(i);
      mirror.listed(list.filter(), from);
      moved |= !from.equals(list.from());
    }
    return moved;
  }

  /// All filters that are looked through.
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

  private ClientFrame.Filtered wanted(ConversationFilter filter) {
    int missing = missing(filter);
    return new ClientFrame.Filtered(
        filter, mirror.list(filter).from(), missing == 0 ? 0 : Math.max(missing, MIN_FILTERED));
  }

  /// Says whether some list is known less far than it is looked at.
  private boolean lacking() {
    return missing(null) > 0 || filters().stream().anyMatch(filter -> missing(filter) > 0);
  }

  /// How many more conversations are looked at than are known.
  ///
  /// @param filter null for the whole list
  private int missing(@Nullable ConversationFilter filter) {
    Shelf<ConversationMirror> shelf = mirror.list(filter);
    return watchers.stream()
        .filter(watcher -> Objects.equals(watcher.filter(), filter))
        .mapToInt(watcher -> watcher.reach().missing(shelf))
        .max()
        .orElse(0);
  }

  private Map<String, Known> known() {
    Map<String, Known> known = new LinkedHashMap<>();
    for (ConversationMirror conversation : mirror.conversations()) {
      if (!explicit.test(conversation.id())) {
        known.put(
            conversation.id(), new Known(conversation.position(), conversation.mark().version()));
      }
    }
    return known;
  }
}
