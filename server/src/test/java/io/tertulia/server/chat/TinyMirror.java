package io.tertulia.server.chat;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.ConversationFact;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.ParticipantFact;
import io.tertulia.protocol.fact.Position;
import io.tertulia.protocol.fact.ReadMark;
import io.tertulia.protocol.fact.TallyFact;
import io.tertulia.protocol.filter.ConversationTraits;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

  TinyMirror(String viewer, ConversationState fresh) {
    this.viewer = viewer;
    this.position = fresh.position();
    this.mark = fresh.mark();
    put(fresh.put());
    bounds(fresh);
  }

  void apply(ConversationState since) {
    if (since.position().epoch() != position.epoch() || since.position().compareTo(position) < 0) {
      throw new AssertionError("state at " + since.position() + " on top of " + position);
    }
    remove(since.gone());
    put(since.put());
    position = since.position();
    mark = since.mark();
    bounds(since);
  }

  /// Says whether something is missing before an event.
  boolean lacksSome(ServerFrame.Event event) {
    return event.position().compareTo(position) > 0 && !position.precedes(event.position());
  }

  void apply(ServerFrame.Event event) {
    if (event.position().compareTo(position) <= 0) {
      return;
    }
    if (lacksSome(event)) {
      throw new AssertionError("event at " + event.position() + " after " + position);
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
    String answered = message.referencedMessageId();
    if (answered != null) {
      seen.put("message " + answered, Optional.ofNullable(messages.get(answered)).orElseThrow());
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
    participants
        .keySet()
        .removeIf(id -> !id.equals(viewer) && !kept.containsKey("participant " + id));
  }

  private boolean counts(@Nullable String sender, long createdAt) {
    return !viewer.equals(sender) && createdAt > mark.readUntil();
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
        case Gone.MessageGone g -> messages.remove(g.id());
        case Gone.ParticipantGone g -> participants.remove(g.userId());
        default -> {}
      }
    }
  }

  private static <F extends Fact> F newer(@Nullable F before, F fact) {
    return before == null || fact.version() > before.version() ? fact : before;
  }
}
