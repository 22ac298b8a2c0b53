package io.tertulia.client.mirror;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.ReactionCount;
import io.tertulia.protocol.fact.ReactionFact;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The reactions that are known of one conversation: the viewer's own, and whose there are where
/// somebody looks. Belongs to the turn.
///
/// A state tells the viewer's own reactions to every message that it tells. An event is the same
/// for everybody and tells what changed; of a message that it only makes visible it tells all
/// reactions, or none when there are many. Then it is not enough.
final class Reactions {
  private static final Set<String> NONE = Set.of();

  private final String viewer;

  /// The emoji of the viewer's own, by message; of other messages they are not known.
  private final Map<String, Set<String>> own = new HashMap<>();

  private final Map<ReactionsOf, Reactors> reactors = new HashMap<>();

  Reactions(String viewer) {
    this.viewer = viewer;
  }

  Set<String> own(String messageId) {
    return own.getOrDefault(messageId, NONE);
  }

  @Nullable Reactors reactors(ReactionsOf of) {
    return reactors.get(of);
  }

  /// Says whether somebody looks at reactions to that message.
  boolean concern(String messageId) {
    return reactors.keySet().stream().anyMatch(of -> of.messageId().equals(messageId));
  }

  void addPeople(Set<String> people) {
    reactors.values().forEach(list -> people.addAll(list.people()));
  }

  /// Takes a state.
  ///
  /// @param moved whether it is later than what was known, so that lists that it does not tell may
  ///   have changed
  void apply(ConversationState state, boolean moved) {
    Map<String, Set<String>> told = new HashMap<>();
    for (Fact fact : state.put()) {
      if (fact instanceof MessageFact message) {
        told.put(message.id(), new HashSet<>());
      }
    }
    for (Fact fact : state.put()) {
      if (fact instanceof ReactionFact reaction && reaction.userId().equals(viewer)) {
        told.getOrDefault(reaction.messageId(), new HashSet<>()).add(reaction.emoji());
      }
    }
    told.forEach(this::own);
    if (moved) {
      reactors.values().forEach(Reactors::becomeStale);
    }
    for (var list : state.reactors()) {
      reactors.put(
          new ReactionsOf(list.messageId(), list.emoji()), new Reactors(list.put(), list.to()));
    }
  }

  /// Takes an event that is enough.
  void apply(ServerFrame.Event event) {
    event.gone().forEach(this::remove);
    for (Fact fact : event.put()) {
      if (fact instanceof MessageFact message) {
        put(message, event);
      }
    }
    for (Fact fact : event.put()) {
      if (fact instanceof ReactionFact reaction) {
        put(reaction);
      }
    }
  }

  /// Says whether an event makes a message visible of which it does not tell which reactions are
  /// the viewer's.
  ///
  /// @param messages as they are before the event
  boolean lack(ServerFrame.Event event, Held<MessageFact> messages) {
    List<MessageFact> put =
        event.put().stream()
            .filter(MessageFact.class::isInstance)
            .map(MessageFact.class::cast)
            .toList();
    if (put.stream().allMatch(message -> known(message, event))) {
      return false;
    }
    MessageFact before = messages.shelf().top();
    long newest = before == null || isGone(before, event) ? Long.MIN_VALUE : before.createdAt();
    for (MessageFact message : put) {
      newest = Math.max(newest, message.createdAt());
    }
    Set<String> visible = new HashSet<>();
    for (MessageFact message : put) {
      if (messages.holds(message) || message.createdAt() == newest) {
        visible.add(message.id());
        if (message.referencedMessageId() != null) {
          visible.add(message.referencedMessageId());
        }
      }
    }
    return put.stream().anyMatch(m -> visible.contains(m.id()) && !known(m, event));
  }

  /// The facts of an event that is enough, but for messages of which it does not tell which
  /// reactions are the viewer's: they are not visible, and must not come to be so by being the last
  /// that a list lacked.
  List<Fact> toldBy(ServerFrame.Event event) {
    return event.put().stream()
        .filter(fact -> !(fact instanceof MessageFact message) || known(message, event))
        .toList();
  }

  /// Says how many reactions each list has.
  void count(Function<String, @Nullable MessageFact> messages) {
    reactors.forEach((of, list) -> {
      MessageFact message = messages.apply(of.messageId());
      if (message != null && list.exists() && !list.stale()) {
        list.shelf().totalNow(count(message, of.emoji()));
      }
    });
  }

  /// Forgets lists at which nobody looks.
  void retainReactors(Collection<ReactionsOf> watched) {
    reactors.keySet().retainAll(watched);
  }

  /// Forgets the viewer's own reactions to other messages.
  void retainMessages(Collection<String> ids) {
    own.keySet().retainAll(ids);
  }

  private static int count(MessageFact message, String emoji) {
    return message.reactions().stream()
        .filter(count -> count.emoji().equals(emoji))
        .mapToInt(ReactionCount::count)
        .sum();
  }

  private void own(String messageId, Set<String> emoji) {
    if (!emoji.equals(own.get(messageId))) {
      own.put(messageId, emoji.isEmpty() ? NONE : Set.copyOf(emoji));
    }
  }

  private boolean known(MessageFact message, ServerFrame.Event event) {
    if (own.containsKey(message.id()) || message.reactions().isEmpty()) {
      return true;
    }
    long told =
        event.put().stream()
            .filter(fact -> fact instanceof ReactionFact r && r.messageId().equals(message.id()))
            .count();
    return told == message.reactions().stream().mapToInt(ReactionCount::count).sum();
  }

  private static boolean isGone(MessageFact message, ServerFrame.Event event) {
    return event.gone().stream()
        .anyMatch(gone -> gone instanceof Gone.MessageGone m && m.id().equals(message.id()));
  }

  private void put(MessageFact message, ServerFrame.Event event) {
    if (known(message, event)) {
      own.putIfAbsent(message.id(), NONE);
    }
    reactors.replaceAll((of, list) ->
        of.messageId().equals(message.id()) && !list.exists()
            ? new Reactors(List.of(), Bound.NOTHING)
            : list);
  }

  private void put(ReactionFact reaction) {
    Set<String> before = own.get(reaction.messageId());
    if (before != null && reaction.userId().equals(viewer)) {
      Set<String> after = new HashSet<>(before);
      after.add(reaction.emoji());
      own(reaction.messageId(), after);
    }
    Reactors list = reactors.get(new ReactionsOf(reaction.messageId(), reaction.emoji()));
    if (list != null && list.exists()) {
      list.put(reaction);
    }
  }

  private void remove(Gone gone) {
    switch (gone) {
      case Gone.MessageGone g -> {
        own.remove(g.id());
        reactors.replaceAll(
            (of, list) -> of.messageId().equals(g.id()) ? new Reactors(List.of(), null) : list);
      }
      case Gone.ReactionGone g -> {
        Set<String> before = own.get(g.messageId());
        if (before != null && g.userId().equals(viewer)) {
          Set<String> after = new HashSet<>(before);
          after.remove(g.emoji());
          own(g.messageId(), after);
        }
        Reactors list = reactors.get(new ReactionsOf(g.messageId(), g.emoji()));
        if (list != null) {
          list.remove(g.userId());
        }
      }
      case Gone.ParticipantGone g -> {}
      case Gone.UnknownGone g -> {}
    }
  }
}
