package io.tertulia.client.mirror;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.ConversationFact;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.ParticipantFact;
import io.tertulia.protocol.fact.Position;
import io.tertulia.protocol.fact.ReadMark;
import io.tertulia.protocol.fact.TallyFact;
import io.tertulia.protocol.fact.UnknownFact;
import io.tertulia.protocol.fact.UserFact;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.Have;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One conversation at one position, as its viewer, a participant, sees it. Belongs to the turn.
///
/// Facts only ever give way to those of a higher version, and an event counts only when it is the
/// very next one, so hearing something twice or late changes nothing. The newest message is always
/// known, whatever the window.
public final class ConversationMirror {
  private final String id;
  private final String viewer;
  private final Map<String, MessageFact> messagesById = new HashMap<>();
  private final Shelf<MessageFact> messages = new Shelf<>();
  private final Map<String, ParticipantFact> participantsById = new HashMap<>();
  private final Shelf<ParticipantFact> participants = new Shelf<>();
  private Position position;
  private ReadMark mark;
  private @Nullable ConversationFact conversation;
  private @Nullable TallyFact tally;

  /// The conversation of a fresh state.
  ///
  /// @throws IllegalArgumentException when it lacks the conversation, its tally or the viewer's own
  ///   participation
  public ConversationMirror(String viewer, ConversationState state) {
    this.id = state.conversationId();
    this.viewer = viewer;
    this.position = state.position();
    this.mark = state.mark();
    state.put().forEach(this::put);
    if (conversation == null || tally == null || !participantsById.containsKey(viewer)) {
      throw new IllegalArgumentException(
          "state of " + id + ": incomplete (expected: conversation, tally, own participant)");
    }
    bounds(state);
  }

  public String id() {
    return id;
  }

  public Position position() {
    return position;
  }

  public ReadMark mark() {
    return mark;
  }

  public ConversationFact conversation() {
    return present(conversation);
  }

  public TallyFact tally() {
    return present(tally);
  }

  /// The viewer's own participation.
  public ParticipantFact own() {
    return present(participantsById.get(viewer));
  }

  public Shelf<MessageFact> messages() {
    return messages;
  }

  public Shelf<ParticipantFact> participants() {
    return participants;
  }

  public @Nullable MessageFact message(String messageId) {
    return messagesById.get(messageId);
  }

  public @Nullable ParticipantFact participant(String userId) {
    return participantsById.get(userId);
  }

  /// The newest message, or null.
  public @Nullable MessageFact last() {
    return messages.top();
  }

  /// Where the conversation stands in the list: its last activity and its id.
  public Bound place() {
    MessageFact last = last();
    long joined = own().joinedAt();
    return new Bound(last == null ? joined : Math.max(joined, last.createdAt()), id);
  }

  /// What to tell the server that we have.
  public Have have() {
    return new Have(position, messages.from(), participants.from());
  }

  /// Puts a state on top that is not fresh.
  ///
  /// @param asked whether the state answers what is asked now; if not, its bounds mean an older
  ///   window
  Outcome apply(ConversationState state, boolean asked) {
    if (state.position().epoch() != position.epoch() || state.position().compareTo(position) < 0) {
      return Outcome.GAP;
    }
    change(state.put(), state.gone());
    position = state.position();
    mark = state.mark();
    if (!participantsById.containsKey(viewer)) {
      return Outcome.LEFT;
    }
    if (asked) {
      bounds(state);
    }
    count();
    return Outcome.APPLIED;
  }

  /// Applies an event, if it is the very next one.
  Outcome apply(ServerFrame.Event event) {
    if (event.position().compareTo(position) <= 0) {
      return Outcome.IGNORED;
    }
    if (!position.precedes(event.position())) {
      return Outcome.GAP;
    }
    int unread = Math.max(0, mark.unread() + unreadBy(event));
    change(event.put(), event.gone());
    position = event.position();
    mark = mark.withUnread(unread);
    count();
    return participantsById.containsKey(viewer) ? Outcome.APPLIED : Outcome.LEFT;
  }

  /// Takes a read mark, if it is newer.
  Outcome apply(ReadMark newer) {
    if (newer.version() <= mark.version()) {
      return Outcome.IGNORED;
    }
    mark = newer;
    return Outcome.APPLIED;
  }

  /// Forgets what is below all windows, but for the last message and those that known ones answer.
  ///
  /// @param messagesFrom the lowest window's bound, null when there is none
  /// @param named users whose participation is wanted whatever the window
  void prune(
      @Nullable Bound messagesFrom, @Nullable Bound participantsFrom, Collection<String> named) {
    raise(messages, messagesFrom);
    raise(participants, participantsFrom);
    Set<String> kept = new HashSet<>();
    MessageFact last = last();
    messages
        .all()
        .forEach((place, message) -> {
          if (holds(messages, place) || message.equals(last)) {
            kept.add(message.id());
            String referenced = message.referencedMessageId();
            if (referenced != null) {
              kept.add(referenced);
            }
          }
        });
    for (MessageFact message : List.copyOf(messagesById.values())) {
      if (!kept.contains(message.id())) {
        removeMessage(message);
      }
    }
    for (ParticipantFact participant : List.copyOf(participantsById.values())) {
      String user = participant.userId();
      boolean needed = user.equals(viewer) || named.contains(user);
      if (!needed && !holds(participants, place(participant))) {
        removeParticipant(participant);
      }
    }
  }

  /// Adds everybody who appears in a fact known here.
  public void addPeople(Set<String> people) {
    people.addAll(participantsById.keySet());
    for (MessageFact message : messagesById.values()) {
      if (message.senderId() != null) {
        people.add(message.senderId());
      }
    }
  }

  /// Says whether one of these people appears in a fact known here.
  public boolean mentions(Set<String> people) {
    return !Collections.disjoint(participantsById.keySet(), people)
        || messagesById.values().stream()
            .map(MessageFact::senderId)
            .anyMatch(sender -> sender != null && people.contains(sender));
  }

  private void change(List<Fact> put, List<Gone> gone) {
    gone.forEach(this::remove);
    put.forEach(this::put);
  }

  private void put(Fact fact) {
    switch (fact) {
      case ConversationFact f -> conversation = newer(conversation, f);
      case TallyFact f -> tally = newer(tally, f);
      case ParticipantFact f -> putParticipant(f);
      case MessageFact f -> putMessage(f);
      case UserFact f -> {}
      case UnknownFact f -> {}
    }
  }

  private void putMessage(MessageFact fact) {
    MessageFact before = messagesById.get(fact.id());
    if (isNewer(before, fact)) {
      if (before != null) {
        messages.remove(place(before));
      }
      messagesById.put(fact.id(), fact);
      messages.put(place(fact), fact);
    }
  }

  private void putParticipant(ParticipantFact fact) {
    ParticipantFact before = participantsById.get(fact.userId());
    if (isNewer(before, fact)) {
      if (before != null) {
        participants.remove(place(before));
      }
      participantsById.put(fact.userId(), fact);
      participants.put(place(fact), fact);
    }
  }

  private void remove(Gone gone) {
    switch (gone) {
      case Gone.MessageGone g -> {
        MessageFact message = messagesById.get(g.id());
        if (message != null) {
          removeMessage(message);
        }
      }
      case Gone.ParticipantGone g -> {
        ParticipantFact participant = participantsById.get(g.userId());
        if (participant != null) {
          removeParticipant(participant);
        }
      }
      case Gone.UnknownGone g -> {}
    }
  }

  private void removeMessage(MessageFact message) {
    messagesById.remove(message.id());
    messages.remove(place(message));
  }

  private void removeParticipant(ParticipantFact participant) {
    participantsById.remove(participant.userId());
    participants.remove(place(participant));
  }

  /// By how many the viewer's unread messages change: what is newer than all before was not counted
  /// yet.
  private int unreadBy(ServerFrame.Event event) {
    MessageFact last = last();
    long newest = last == null ? Long.MIN_VALUE : last.createdAt();
    int change = 0;
    for (Fact fact : event.put()) {
      if (fact instanceof MessageFact m
          && m.createdAt() > newest
          && counts(m.senderId(), m.createdAt())) {
        change++;
      }
    }
    for (Gone gone : event.gone()) {
      if (gone instanceof Gone.MessageGone m && counts(m.senderId(), m.createdAt())) {
        change--;
      }
    }
    return change;
  }

  private boolean counts(@Nullable String senderId, long createdAt) {
    return !viewer.equals(senderId) && createdAt > mark.readUntil();
  }

  private void bounds(ConversationState state) {
    messages.from(state.messagesFrom());
    participants.from(state.participantsFrom());
    count();
  }

  private void count() {
    messages.total(tally().messages());
    participants.total(tally().participants());
  }

  private static Bound place(MessageFact message) {
    return new Bound(message.createdAt(), message.id());
  }

  private static Bound place(ParticipantFact participant) {
    return new Bound(participant.joinedAt(), participant.userId());
  }

  private static boolean holds(Shelf<?> shelf, Bound place) {
    Bound from = shelf.from();
    return from != null && from.holds(place.at(), place.id());
  }

  private static void raise(Shelf<?> shelf, @Nullable Bound lowest) {
    Bound from = shelf.from();
    if (lowest == null) {
      shelf.from(null);
    } else if (from != null && lowest.compareTo(from) < 0) {
      shelf.from(lowest);
    }
  }

  private static boolean isNewer(@Nullable Fact before, Fact fact) {
    return before == null || fact.version() > before.version();
  }

  private static <F extends Fact> F newer(@Nullable F before, F fact) {
    return before != null && !isNewer(before, fact) ? before : fact;
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("missing from a conversation that is complete");
    }
    return value;
  }
}
