package io.tertulia.client;

import static io.tertulia.client.mirror.Facts.ME;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.Gone;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.ReactionCount;
import io.tertulia.protocol.fact.ReactionFact;
import io.tertulia.protocol.frame.Reactors;
import io.tertulia.protocol.frame.ReactorsWanted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// What the model does about reactions.
final class ModelReactions {
  private static final int BUDGET = 12;

  private final ModelServer server;
  private final Random random;

  ModelReactions(ModelServer server, Random random) {
    this.server = server;
    this.random = random;
  }

  /// Somebody reacts, or takes it back.
  void react(Room room, MessageFact m, String user, String emoji, boolean add) {
    List<ReactionFact> before =
        room.reactions(m.id(), r -> r.userId().equals(user) && r.emoji().equals(emoji));
    if (before.isEmpty() != add) {
      return;
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    m.reactions().forEach(count -> counts.put(count.emoji(), count.count()));
    counts.merge(emoji, add ? 1 : -1, Integer::sum);
    counts.values().removeIf(count -> count == 0);
    MessageFact changed =
        new MessageFact(
            m.id(),
            room.version + 1,
            m.type(),
            m.senderId(),
            m.createdAt(),
            m.editedAt(),
            m.origin(),
            m.referencedMessageId(),
            m.custom(),
            m.content(),
            counts.entrySet().stream()
                .map(count -> new ReactionCount(count.getKey(), count.getValue()))
                .toList());
    var reaction = new ReactionFact(m.id(), emoji, user, room.version + 1, server.tick());
    server.commit(
        room,
        add ? List.of(changed, reaction) : List.of(changed),
        add ? List.of() : List.of(new Gone.ReactionGone(m.id(), emoji, user)));
  }

  /// Of messages that an event brings without changing them: all their reactions, or none.
  void reveal(Room room, List<Fact> changed, Set<Fact> all) {
    for (Fact fact : List.copyOf(all)) {
      if (fact instanceof MessageFact m && !changed.contains(m) && random.nextBoolean()) {
        all.addAll(room.reactions(m.id(), reaction -> true));
      }
    }
  }

  /// With the viewer's own reactions to each message.
  static Set<Fact> withOwn(Room room, Set<Fact> facts) {
    Set<Fact> all = new LinkedHashSet<>(facts);
    for (Fact fact : facts) {
      if (fact instanceof MessageFact m) {
        all.addAll(room.reactions(m.id(), reaction -> reaction.userId().equals(ME)));
      }
    }
    return all;
  }

  /// Whose reactions there are; the message, and everybody named, are put besides.
  List<Reactors> told(Room room, List<ReactorsWanted> wanted, List<Fact> put) {
    List<Reactors> told = new ArrayList<>();
    for (ReactorsWanted one : wanted) {
      MessageFact message = room.byId.get(one.messageId());
      if (message == null) {
        told.add(new Reactors(one.messageId(), one.emoji(), List.of(), null));
      } else {
        Set<Fact> facts = new LinkedHashSet<>();
        room.withAnswered(facts, message);
        put.addAll(server.withPeople(withOwn(room, facts)));
        told.add(list(room, one));
      }
    }
    told.forEach(list -> put.addAll(server.withPeople(new LinkedHashSet<>(list.put()))));
    return told;
  }

  private Reactors list(Room room, ReactorsWanted wanted) {
    List<ReactionFact> all =
        room.reactions(wanted.messageId(), r -> r.emoji().equals(wanted.emoji()));
    Bound had = wanted.to() == null ? Bound.EVERYTHING : wanted.to();
    int held = (int) all.stream().filter(r -> r.createdAt() <= had.at()).count();
    int given = held + Math.min(wanted.more(), 1 + random.nextInt(BUDGET));
    if (given >= all.size()) {
      return new Reactors(wanted.messageId(), wanted.emoji(), all, Bound.NOTHING);
    }
    Bound last =
        given == held
            ? had
            : new Bound(all.get(given - 1).createdAt(), all.get(given - 1).userId());
    return new Reactors(wanted.messageId(), wanted.emoji(), all.subList(0, given), last);
  }
}
