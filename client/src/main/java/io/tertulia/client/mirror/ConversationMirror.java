package io.tertulia.client.mirror;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.ConversationFact;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.ParticipantFact;
import io.tertulia.protocol.fact.Position;
import io.tertulia.protocol.fact.ReactionFact;
import io.tertulia.protocol.fact.ReadMark;
import io.tertulia.protocol.fact.TallyFact;
import io.tertulia.protocol.fact.UnknownFact;
import io.tertulia.protocol.fact.UserFact;
import io.tertulia.protocol.filter.ConversationTraits;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.Have;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One conversation at one position, as its viewer, a participant, sees it. Belongs to the turn.
///
/// Facts only ever give way to those of a higher version, and an event counts only when it is the
/// very next one, so hearing something twice or late changes nothing. The newest message is always
/// known, whatever the window.
public final class ConversationMirror implements KnownMessages {
  private final String id;
  private final String viewer;
  private final Held<MessageFact> messages =
      new Held<>(message -> new Bound(message.createdAt(), message.id()));
  private final Held<ParticipantFact> participants =
      new Held<>(participant -> new Bound(participant.joinedAt(), participant.userId()));
  private final Reactions reactions;
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
    this.reactions = new Reactions(viewer);
    this.position = state.position();
    this.mark = state.mark();
    state.put().forEach(this::put);
    reactions.apply(state, false);
    if (conversation == null || tally == null || participants.get(viewer) == null) {
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
    return present(participants.get(viewer));
  }

  public Shelf<MessageFact> messages() {
    return messages.shelf();
  }

  public Shelf<ParticipantFact> participants() {
    return participants.shelf();
  }

  @Override
  public @Nullable MessageFact message(String messageId) {
    return messages.get(messageId);
  }

  public @Nullable ParticipantFact participant(String userId) {
    return participants.get(userId);
  }

  @Override
  public Set<String> ownReactions(String messageId) {
    return reactions.own(messageId);
  }

  /// What is known of whose reactions there are; null when nothing is.
  public @Nullable Reactors reactors(ReactionsOf of) {
    return reactions.reactors(of);
  }

  /// The newest message, or null.
  public @Nullable MessageFact last() {
    return messages.shelf().top();
  }

  /// Where the conversation stands in the list: its last activity and its id.
  public Bound place() {
    MessageFact last = last();
    long joined = own().joinedAt();
    return new Bound(last == null ? joined : Math.max(joined, last.createdAt()), id);
  }

  /// What filters look at.
  public ConversationTraits traits() {
    return new ConversationTraits(
        own().access(),
        conversation().custom(),
        mark.markedUnread() || mark.unread() > 0,
        conversation().subject(),
        place().at(),
        conversation().createdAt(),
        last() != null,
        own().joinedAt());
  }

  /// What to tell the server that we have.
  public Have have() {
    return new Have(position, messages().from(), participants().from());
  }

  /// Puts a state on top that is not fresh.
  ///
  /// It vouches for what is within its bounds and for the participants asked for by name; other
  /// facts may have changed unheard while the line was down, so they are forgotten.
  ///
  /// @param named the users asked for; null when the state does not answer what is asked now, so
  ///   that its bounds mean an older window, and the line has been up all the time
  Outcome apply(ConversationState state, @Nullable Collection<String> named) {
    if (state.position().epoch() != position.epoch() || state.position().compareTo(position) < 0) {
      return Outcome.GAP;
    }
    change(state.put(), state.gone());
    reactions.apply(state, state.position().compareTo(position) > 0);
    position = state.position();
    mark = state.mark();
    if (participants.get(viewer) == null) {
      return Outcome.LEFT;
    }
    if (named != null) {
      bounds(state);
      prune(state.messagesFrom(), state.participantsFrom(), named);
    }
    count();
    return Outcome.APPLIED;
  }

  /// Applies an event, if it is the very next one and tells all that it makes visible.
  Outcome apply(ServerFrame.Event event) {
    if (event.position().compareTo(position) <= 0) {
      return Outcome.IGNORED;
    }
    if (!position.precedes(event.position()) || reactions.lack(event, messages)) {
      return Outcome.GAP;
    }
    int unread = Math.max(0, mark.unread() + new Unread(viewer, mark, last()).by(event));
    change(reactions.toldBy(event), event.gone());
    reactions.apply(event);
    position = event.position();
    mark = mark.withUnread(unread);
    count();
    return participants.get(viewer) == null ? Outcome.LEFT : Outcome.APPLIED;
  }

  /// Takes a read mark, if it is newer.
  Outcome apply(ReadMark newer) {
    if (newer.version() <= mark.version()) {
      return Outcome.IGNORED;
    }
    mark = newer;
    return Outcome.APPLIED;
  }

  /// Forgets lists of reactions at which nobody looks.
  void retainReactors(Collection<ReactionsOf> watched) {
    reactions.retainReactors(watched);
  }

  /// Forgets what is below all windows, but for the last message, those that known ones answer and
  /// those whose reactions somebody looks at.
  ///
  /// @param messagesFrom the lowest window's bound, null when there is none
  /// @param named users whose participation is wanted whatever the window
  void prune(
      @Nullable Bound messagesFrom, @Nullable Bound participantsFrom, Collection<String> named) {
    messages.raise(messagesFrom);
    participants.raise(participantsFrom);
    MessageFact last = last();
    Set<String> answered = new HashSet<>();
    Predicate<MessageFact> seen = message -> messages.holds(message) || message.equals(last);
    for (MessageFact message : messages.facts()) {
      if (message.referencedMessageId() != null && seen.test(message)) {
        answered.add(message.referencedMessageId());
      }
    }
    messages.retain(message ->
        seen.test(message) || answered.contains(message.id()) || reactions.concern(message.id()));
    reactions.retainMessages(messages.ids());
    participants.retain(participant ->
        participants.holds(participant)
            || participant.userId().equals(viewer)
            || named.contains(participant.userId()));
  }

  /// Adds everybody who appears in a fact known here.
  public void addPeople(Set<String> people) {
    people.addAll(participants.ids());
    reactions.addPeople(people);
    for (MessageFact message : messages.facts()) {
      if (message.senderId() != null) {
        people.add(message.senderId());
      }
    }
  }

  /// Says whether one of these people appears in a fact known here.
  public boolean mentions(Set<String> people) {
    Set<String> known = new HashSet<>();
    addPeople(known);
    return !Collections.disjoint(known, people);
  }

  private void change(List<Fact> put, List<Gone> gone) {
    gone.forEach(this::remove);
    put.forEach(this::put);
  }

  private void put(Fact fact) {
    switch (fact) {
      case ConversationFact f -> conversation = newer(conversation, f);
      case TallyFact f -> tally = newer(tally, f);
      case ParticipantFact f -> participants.put(f);
      case MessageFact f -> messages.put(f);
      case UserFact f -> {}
      case ReactionFact f -> {}
      case UnknownFact f -> {}
    }
  }

  private void remove(Gone gone) {
    switch (gone) {
      case Gone.MessageGone g -> messages.remove(g.id());
      case Gone.ParticipantGone g -> participants.remove(g.userId());
      case Gone.ReactionGone g -> {}
      case Gone.UnknownGone g -> {}
    }
  }

  private void bounds(ConversationState state) {
    messages().from(state.messagesFrom());
    participants().from(state.participantsFrom());
    count();
  }

  private void count() {
    messages().totalNow(tally().messages());
    participants().totalNow(tally().participants());
    reactions.count(this::message);
  }

  private static <F extends Fact> F newer(@Nullable F before, F fact) {
    return before == null || fact.version() > before.version() ? fact : before;
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("missing from a conversation that is complete");
    }
    return value;
  }
}
