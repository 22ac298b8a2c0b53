package io.tertulia.server.chat;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.ConversationFact;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.ParticipantFact;
import io.tertulia.protocol.fact.Position;
import io.tertulia.protocol.fact.ReactionCount;
import io.tertulia.protocol.fact.ReactionFact;
import io.tertulia.protocol.fact.ReadMark;
import io.tertulia.protocol.fact.TallyFact;
import io.tertulia.protocol.filter.ConversationTraits;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.Reactors;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A conversation as a client holds it, by the rules of `docs/protocol.md` and no more.
final class TinyMirror {
  private final String viewer;
  final Map<String, MessageFact> messages = new HashMap<>();
  final Map<String, ParticipantFact> participants = new HashMap<>();
  Position position;
  ReadMark mark;
  @Nullable ConversationFact conversation;
  @Nullable TallyFact tally;
  @Nullable Bound messagesFrom;
  @Nullable Bound participantsFrom;

  /// The viewer's own reactions to messages, as far as they are known.
  final Map<String, Set<String>> own = new HashMap<>();

  /// By message and emoji.
  final Map<String, TinyReactors> reactors = new HashMap<>();

  /// An event told too little: until a state comes nothing counts.
  boolean lacking;

  /// The client asks for that state.
  boolean asked;

  TinyMirror(String viewer, ConversationState fresh) {
    this.viewer = viewer;
    this.position = fresh.position();
    this.mark = fresh.mark();
    put(fresh.put());
    own(fresh.put());
    reactors(fresh);
    bounds(fresh);
  }

  void apply(ConversationState since) {
    if (since.position().epoch() != position.epoch() || since.position().compareTo(position) < 0) {
      throw new AssertionError("state at " + since.position() + " on top of " + position);
    }
    remove(since.gone());
    put(since.put());
    own(since.put());
    if (since.position().compareTo(position) > 0) {
      reactors.clear();
    }
    reactors(since);
    lacking = false;
    asked = false;
    position = since.position();
    mark = since.mark();
    bounds(since);
  }

  /// Says whether something is missing before an event.
  boolean lacksSome(ServerFrame.Event event) {
    return event.position().compareTo(position) > 0 && !position.precedes(event.position());
  }

  void apply(ServerFrame.Event event) {
    if (lacking || event.position().compareTo(position) <= 0) {
      return;
    }
    if (lacksSome(event)) {
      throw new AssertionError("event at " + event.position() + " after " + position);
    }
    if (lacks(event)) {
      lacking = true;
      return;
    }
    long newest = last().map(MessageFact::createdAt).orElse(Long.MIN_VALUE);
    int unread = mark.unread();
    for (Fact fact : event.put()) {
      if (fact instanceof MessageFact m
          && m.createdAt() > newest
          && counts(m.senderId(), m.createdAt())) {
        unread++;
      }
    }
    for (Gone gone : event.gone()) {
      if (gone instanceof Gone.MessageGone m && counts(m.senderId(), m.createdAt())) {
        unread--;
      }
    }
    remove(event.gone());
    put(event.put());
    react(event);
    reactors.values().forEach(list -> list.apply(event));
    position = event.position();
    mark = mark.withUnread(unread);
  }

  void apply(ServerFrame.Marked marked) {
    if (marked.asOf().epoch() == position.epoch() && marked.mark().version() > mark.version()) {
      mark = marked.mark();
    }
  }

  Bound place() {
    long joined = Optional.ofNullable(participants.get(viewer)).orElseThrow().joinedAt();
    String id = Optional.ofNullable(conversation).orElseThrow().id();
    return new Bound(last().map(m -> Math.max(joined, m.createdAt())).orElse(joined), id);
  }

  ConversationTraits traits() {
    ConversationFact fact = Optional.ofNullable(conversation).orElseThrow();
    ParticipantFact own = Optional.ofNullable(participants.get(viewer)).orElseThrow();
    return new ConversationTraits(
        own.access(),
        fact.custom(),
        mark.markedUnread() || mark.unread() > 0,
        fact.subject(),
        place().at(),
        fact.createdAt(),
        last().isPresent(),
        own.joinedAt());
  }

  /// What is looked at no longer, but for what a list shows.
  void shrink() {
    reactors.clear();
    messagesFrom = null;
    participantsFrom = null;
    prune();
  }

  Optional<MessageFact> last() {
    return messages.values().stream().max(Comparator.comparingLong(MessageFact::createdAt));
  }

  /// All that can be seen through windows with these bounds.
  Map<String, Object> seen(@Nullable Bound messagesDown, @Nullable Bound participantsDown) {
    Map<String, Object> seen = new TreeMap<>();
    seen.put("position", position);
    seen.put("mark", mark);
    seen.put("conversation", Optional.ofNullable(conversation));
    seen.put("tally", Optional.ofNullable(tally));
    seen.put("own", Optional.ofNullable(participants.get(viewer)));
    last().ifPresent(message -> see(seen, message));
    for (MessageFact m : messages.values()) {
      if (messagesDown != null && messagesDown.holds(m.createdAt(), m.id())) {
        see(seen, m);
      }
    }
    for (ParticipantFact p : participants.values()) {
      if (participantsDown != null && participantsDown.holds(p.joinedAt(), p.userId())) {
        seen.put("participant " + p.userId(), p);
      }
    }
    return seen;
  }

  private void see(Map<String, Object> seen, MessageFact message) {
    seen.put("message " + message.id(), message);
    if (!message.reactions().isEmpty()) {
      seen.put("own " + message.id(), Optional.ofNullable(own.get(message.id())).orElseThrow());
    }
    String answered = message.referencedMessageId();
    if (answered != null) {
      MessageFact target = Optional.ofNullable(messages.get(answered)).orElseThrow();
      seen.put("message " + answered, target);
      if (!target.reactions().isEmpty()) {
        seen.put("own " + answered, Optional.ofNullable(own.get(answered)).orElseThrow());
      }
    }
  }

  private void bounds(ConversationState state) {
    messagesFrom = state.messagesFrom();
    participantsFrom = state.participantsFrom();
    prune();
  }

  private void prune() {
    Map<String, Object> kept = seen(messagesFrom, participantsFrom);
    messages.keySet().removeIf(id -> !kept.containsKey("message " + id));
    own.keySet().retainAll(messages.keySet());
    participants
        .keySet()
        .removeIf(id -> !id.equals(viewer) && !kept.containsKey("participant " + id));
  }

  private boolean counts(@Nullable String sender, long createdAt) {
    return !viewer.equals(sender) && createdAt > mark.readUntil();
  }

  /// A state tells the viewer's own reactions to every message that it tells.
  private void own(List<Fact> facts) {
    for (Fact fact : facts) {
      if (fact instanceof MessageFact m) {
        own.put(m.id(), new TreeSet<>());
      }
    }
    for (Fact fact : facts) {
      if (fact instanceof ReactionFact r && r.userId().equals(viewer)) {
        Optional.ofNullable(own.get(r.messageId())).orElseThrow().add(r.emoji());
      }
    }
  }

  private void reactors(ConversationState state) {
    for (Reactors told : state.reactors()) {
      reactors.put(told.messageId() + told.emoji(), new TinyReactors(told));
    }
  }

  private void react(ServerFrame.Event event) {
    for (Gone gone : event.gone()) {
      if (gone instanceof Gone.ReactionGone g && g.userId().equals(viewer)) {
        own.computeIfPresent(g.messageId(), (id, emoji) -> without(emoji, g.emoji()));
      }
    }
    for (Fact fact : event.put()) {
      if (fact instanceof MessageFact m && (m.reactions().isEmpty() || tellsAll(event, m))) {
        own.putIfAbsent(m.id(), new TreeSet<>());
      }
    }
    for (Fact fact : event.put()) {
      if (fact instanceof ReactionFact r && r.userId().equals(viewer)) {
        own.computeIfPresent(r.messageId(), (id, emoji) -> with(emoji, r.emoji()));
      }
    }
  }

  /// Says whether the event makes a message visible without telling which reactions to it are the
  /// viewer's.
  private boolean lacks(ServerFrame.Event event) {
    Map<String, MessageFact> after = new HashMap<>(messages);
    event
        .gone()
        .forEach(gone -> {
          if (gone instanceof Gone.MessageGone g) {
            after.remove(g.id());
          }
        });
    Map<String, MessageFact> told = new HashMap<>();
    event
        .put()
        .forEach(fact -> {
          if (fact instanceof MessageFact m) {
            told.put(m.id(), m);
          }
        });
    after.putAll(told);
    Set<String> visible = new HashSet<>();
    for (MessageFact m : after.values()) {
      boolean last = after.values().stream().noneMatch(o -> o.createdAt() > m.createdAt());
      if (last || (messagesFrom != null && messagesFrom.holds(m.createdAt(), m.id()))) {
        visible.add(m.id());
        visible.add(String.valueOf(m.referencedMessageId()));
      }
    }
    return told.values().stream()
        .anyMatch(m ->
            visible.contains(m.id())
                && !m.reactions().isEmpty()
                && !own.containsKey(m.id())
                && !tellsAll(event, m));
  }

  private static boolean tellsAll(ServerFrame.Event event, MessageFact message) {
    long told =
        event.put().stream()
            .filter(f -> f instanceof ReactionFact r && r.messageId().equals(message.id()))
            .count();
    return told == message.reactions().stream().mapToInt(ReactionCount::count).sum();
  }

  private static Set<String> with(Set<String> set, String item) {
    set.add(item);
    return set;
  }

  private static Set<String> without(Set<String> set, String item) {
    set.remove(item);
    return set;
  }

  private void put(List<Fact> facts) {
    for (Fact fact : facts) {
      switch (fact) {
        case ConversationFact f -> conversation = newer(conversation, f);
        case TallyFact f -> tally = newer(tally, f);
        case MessageFact f -> messages.merge(f.id(), f, TinyMirror::newer);
        case ParticipantFact f -> participants.merge(f.userId(), f, TinyMirror::newer);
        default -> {}
      }
    }
  }

  private void remove(List<Gone> gone) {
    for (Gone one : gone) {
      switch (one) {
        case Gone.MessageGone g -> {
          messages.remove(g.id());
          own.remove(g.id());
        }
        case Gone.ParticipantGone g -> participants.remove(g.userId());
        default -> {}
      }
    }
  }

  private static <F extends Fact> F newer(@Nullable F before, F fact) {
    return before == null || fact.version() > before.version() ? fact : before;
  }
}
