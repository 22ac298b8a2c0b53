package io.tertulia.client.follow;

import io.tertulia.client.link.Failure;
import io.tertulia.client.link.Outlet;
import io.tertulia.client.link.Retry;
import io.tertulia.client.mirror.ConversationMirror;
import io.tertulia.client.mirror.Mirror;
import io.tertulia.client.mirror.Outcome;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.Known;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The list of conversations, followed for all who look at it. Belongs to the turn.
///
/// Conversations that are followed by themselves are told there, and only stand in the list here.
final class InboxFollow {
  /// More than so many known conversations are not named; they come fresh.
  static final int MAX_KNOWN = 500;

  private final Mirror mirror;
  private final Outlet outlet;
  private final Retry retry;
  private final Runnable touch;
  private final Predicate<String> explicit;
  private final InboxNeeds needs;
  private boolean placed;
  private boolean answered;

  /// The list is being told on this line, from some answer on.
  private boolean told;

  /// Conversations that nobody vouches for: the list is asked about them once more.
  private final Set<String> doubted = new HashSet<>();

  private @Nullable Question question;

  /// @param first whether it is answered by all that the list has, as nothing was told on this line
  /// @param held what the mirror held of the list
  /// @param named whether the server knows that
  private record Question(
      long id,
      boolean first,
      Set<String> held,
      boolean named,
      @Nullable Bound from,
      List<ClientFrame.Filtered> filtered) {}

  /// @param explicit says whether a conversation is followed by itself
  InboxFollow(
      Mirror mirror, Outlet outlet, Retry retry, Runnable touch, Predicate<String> explicit) {
    this.mirror = mirror;
    this.outlet = outlet;
    this.retry = retry;
    this.touch = touch;
    this.explicit = explicit;
    this.needs = new InboxNeeds(mirror);
  }

  boolean active() {
    return needs.any();
  }

  /// Says whether the list has been told, at least once.
  boolean answered() {
    return answered;
  }

  boolean asked(@Nullable Long answerId) {
    return question != null && answerId != null && question.id == answerId;
  }

  /// Says whether the list will tell of a conversation that is in that place.
  boolean covers(Bound place) {
    Bound from = mirror.inbox().from();
    boolean below = from == null || !from.holds(place.at(), place.id());
    return active() && (!answered || !below || needs.filtered());
  }

  void add(InboxWatcher watcher) {
    needs.add(watcher);
  }

  /// Removes one who looks; with the last one the follow ends.
  void remove(InboxWatcher watcher) {
    if (!needs.remove(watcher) || active()) {
      return;
    }
    if (outlet.ready() && (placed || question != null)) {
      outlet.send(new ClientFrame.Unfollow(List.of(), List.of(), true));
    }
    forget();
  }

  void refresh() {
    needs.watchers().forEach(Watcher::refresh);
  }

  void ensure() {
    if (!active() || !outlet.ready() || question != null || retry.waiting()) {
      return;
    }
    if (placed && !needs.lacking() && doubted.isEmpty()) {
      return;
    }
    if (told && !placed) {
      // The server takes what it told as known: after a gap it must begin anew.
      outlet.send(new ClientFrame.Unfollow(List.of(), List.of(), true));
      told = false;
    }
    Map<String, Known> known = known();
    Set<String> held = Set.copyOf(known.keySet());
    boolean named = held.size() <= MAX_KNOWN;
    if (!named) {
      known.keySet().removeIf(id -> !told || !doubted.contains(id));
    }
    doubted.clear();
    long number = outlet.nextId();
    Bound from = mirror.inbox().from();
    List<ClientFrame.Filtered> filtered = needs.filteredLists();
    question = new Question(number, !told, held, named, from, filtered);
    outlet.send(new ClientFrame.FollowInbox(number, from, needs.missing(null), known, filtered));
  }

  /// Nobody vouches for what the mirror holds of a conversation, or that it need not hold it.
  void doubt(String id) {
    doubted.add(id);
    touch.run();
  }

  /// The answer came.
  void told(ServerFrame.Inbox inbox) {
    Question asked = question;
    if (asked == null) {
      return;
    }
    question = null;
    placed = true;
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
    if (asked.first) {
      judge(asked, named);
    }
    answered |= doubted.isEmpty();
    mirror.inbox(inbox.from(), inbox.total());
    boolean movedFiltered = needs.told(asked.filtered, inbox.filtered());
    boolean moved = movedFiltered || !inbox.from().equals(asked.from);
    if (gap || (needs.lacking() && !moved)) {
      gap();
    } else {
      retry.succeeded();
    }
    touch.run();
  }

  /// What the first answer leaves out is as it was when the list was asked. What came since may be
  /// of a follow that had ended, so that nobody tells when it goes.
  private void judge(Question asked, Set<String> named) {
    for (ConversationMirror known : List.copyOf(mirror.conversations())) {
      String id = known.id();
      if (named.contains(id) || explicit.test(id)) {
        continue;
      }
      if (!asked.held.contains(id)) {
        doubted.add(id);
      } else if (!asked.named) {
        drop(id);
      }
    }
  }

  /// Something is missing of a conversation: places the follow again. What comes before an answer
  /// may be of a follow that had ended; then it is enough to ask once more.
  void gap(String id) {
    if (question != null) {
      doubt(id);
    } else if (placed) {
      gap();
    }
  }

  private void gap() {
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
    List<InboxWatcher> failed = needs.watchers();
    failed.forEach(needs::remove);
    failed.forEach(watcher -> watcher.fail(failure));
    forget();
  }

  void lineDown() {
    doubted.clear();
    question = null;
    placed = false;
    told = false;
    retry.stop();
  }

  /// Forgets what was told, as if nobody had looked before. Called while nothing is asked.
  void beginAnew() {
    needs.watchers().forEach(watcher -> watcher.reach().reset());
    forget();
  }

  private void forget() {
    retry.stop();
    doubted.clear();
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
