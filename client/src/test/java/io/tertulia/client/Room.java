package io.tertulia.client;

import static io.tertulia.client.mirror.Facts.ME;

import io.tertulia.client.mirror.Facts;
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
import io.tertulia.protocol.filter.ConversationTraits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A conversation of the model: everything there is, with what changed since any version.
final class Room {
  final String id;
  final long epoch;
  long version;
  ConversationFact conversation;
  TallyFact tally = new TallyFact(0, 0, 0, 0);
  final TreeMap<Bound, MessageFact> messages = new TreeMap<>();
  final Map<String, MessageFact> byId = new HashMap<>();
  final TreeMap<Bound, ParticipantFact> participants = new TreeMap<>();
  final Map<String, List<ReactionFact>> reactions = new HashMap<>();
  final TreeMap<Long, List<Gone>> tombstones = new TreeMap<>();
  long readUntil;
  boolean markedUnread;
  long markVersion = 1;

  Room(String id, long epoch) {
    this.id = id;
    this.epoch = epoch;
    this.conversation = Facts.conversation(id, 0, "new");
  }

  static Bound place(MessageFact message) {
    return new Bound(message.createdAt(), message.id());
  }

  static Bound place(ParticipantFact participant) {
    return new Bound(participant.joinedAt(), participant.userId());
  }

  Position position() {
    return new Position(epoch, version);
  }

  @Nullable ParticipantFact participant(String user) {
    return participants.values().stream()
        .filter(p -> p.userId().equals(user))
        .findFirst()
        .orElse(null);
  }

  boolean mine() {
    return participant(ME) != null;
  }

  Bound activity() {
    long joined = participant(ME).joinedAt();
    return new Bound(messages.isEmpty() ? joined : Math.max(joined, messages.firstKey().at()), id);
  }

  ConversationTraits traits() {
    ReadMark mark = mark();
    return new ConversationTraits(
        participant(ME).access(),
        conversation.custom(),
        mark.markedUnread() || mark.unread() > 0,
        conversation.subject(),
        activity().at(),
        conversation.createdAt(),
        !messages.isEmpty(),
        participant(ME).joinedAt());
  }

  ReadMark mark() {
    long unread =
        messages.values().stream()
            .filter(m -> m.createdAt() > readUntil && !ME.equals(m.senderId()))
            .count();
    return new ReadMark(markVersion, readUntil, markedUnread, (int) unread);
  }

  void put(MessageFact message) {
    messages.put(place(message), message);
    byId.put(message.id(), message);
  }

  void put(ParticipantFact participant) {
    ParticipantFact before = participant(participant.userId());
    if (before != null) {
      participants.remove(place(before));
    }
    participants.put(place(participant), participant);
  }

  /// Some of the reactions to a message, oldest first.
  List<ReactionFact> reactions(String messageId, Predicate<ReactionFact> which) {
    return reactions.getOrDefault(messageId, List.of()).stream().filter(which).toList();
  }

  void put(ReactionFact fact) {
    reactions.computeIfAbsent(fact.messageId(), id -> new ArrayList<>()).add(fact);
  }

  void remove(Gone gone) {
    switch (gone) {
      case Gone.MessageGone g -> {
        messages.remove(place(byId.remove(g.id())));
        reactions.remove(g.id());
      }
      case Gone.ParticipantGone g -> participants.remove(place(participant(g.userId())));
      case Gone.ReactionGone g -> {
        reactions
            .get(g.messageId())
            .removeIf(r -> r.emoji().equals(g.emoji()) && r.userId().equals(g.userId()));
        return;
      }
      case Gone.UnknownGone g -> {}
    }
    tombstones.computeIfAbsent(version, v -> new ArrayList<>()).add(gone);
  }

  /// Counts, after a change; says whether the counts changed.
  boolean count() {
    long everyone = Math.min(readUntil, version * 10);
    TallyFact now = new TallyFact(version, messages.size(), participants.size(), everyone);
    boolean changed =
        now.messages() != tally.messages()
            || now.participants() != tally.participants()
            || now.everyoneReadUntil() != tally.everyoneReadUntil();
    if (changed) {
      tally = now;
    }
    return changed;
  }

  /// Adds the message that one answers.
  void withAnswered(Set<Fact> put, MessageFact message) {
    put.add(message);
    MessageFact answered =
        message.referencedMessageId() == null ? null : byId.get(message.referencedMessageId());
    if (answered != null) {
      put.add(answered);
    }
  }

  /// Everything between a bound and the top.
  Set<Fact> all(@Nullable Bound messagesFrom, @Nullable Bound participantsFrom) {
    Set<Fact> put = new LinkedHashSet<>(List.of(conversation, tally, participant(ME)));
    if (!messages.isEmpty()) {
      withAnswered(put, messages.firstEntry().getValue());
    }
    if (messagesFrom != null) {
      messages.headMap(messagesFrom, true).values().forEach(m -> withAnswered(put, m));
    }
    if (participantsFrom != null) {
      put.addAll(participants.headMap(participantsFrom, true).values());
    }
    return put;
  }
}
