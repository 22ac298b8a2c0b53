package io.tertulia.client;

import static io.tertulia.client.Views.same;

import io.tertulia.client.mirror.ConversationMirror;
import io.tertulia.client.mirror.KnownMessages;
import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.ParticipantFact;
import io.tertulia.protocol.fact.ReactionFact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Snapshots of what belongs to one conversation. Belongs to the turn.
final class ConversationViews {
  /// When so many more are remembered than were looked at since the last clearing, all are
  /// forgotten.
  private static final int MAX_SEEN = 5_000;

  private final Views views;
  private final Map<String, SeenMessage> messages = new HashMap<>();
  private final Map<String, SeenReference> references = new HashMap<>();
  private final Map<String, SeenParticipant> participants = new HashMap<>();
  private final Map<ReactionFact, SeenReaction> reactions = new HashMap<>();
  private @Nullable ConversationSnapshot conversation;

  private record SeenMessage(
      MessageFact fact,
      Set<String> own,
      @Nullable UserSnapshot sender,
      @Nullable ReferencedMessageSnapshot reference,
      MessageSnapshot snapshot) {}

  private record SeenReference(
      MessageFact fact, Set<String> own, UserSnapshot sender, ReferencedMessageSnapshot snapshot) {}

  private record SeenParticipant(
      ParticipantFact fact, UserSnapshot user, ParticipantSnapshot snapshot) {}

  private record SeenReaction(UserSnapshot user, SingleReactionSnapshot snapshot) {}

  ConversationViews(Views views) {
    this.views = views;
  }

  ConversationSnapshot conversation(ConversationMirror mirror) {
    MessageFact last = mirror.last();
    ConversationSnapshot made =
        Snapshots.conversation(mirror, last == null ? null : message(mirror, last));
    ConversationSnapshot kept = Views.kept(conversation, made);
    conversation = kept;
    return kept;
  }

  /// @param others the messages of the conversation
  MessageSnapshot message(KnownMessages others, MessageFact fact) {
    Set<String> own = others.ownReactions(fact.id());
    UserSnapshot sender = fact.senderId() == null ? null : views.person(fact.senderId());
    ReferencedMessageSnapshot reference = reference(others, fact);
    SeenMessage seen = messages.get(fact.id());
    if (seen != null
        && same(seen.fact, fact)
        && same(seen.own, own)
        && same(seen.sender, sender)
        && same(seen.reference, reference)) {
      return seen.snapshot;
    }
    List<ContentBlock> content = views.content(fact, seen == null ? null : seen.snapshot.content());
    MessageSnapshot made = Snapshots.message(fact, content, own, sender, reference);
    MessageSnapshot kept = Views.kept(seen == null ? null : seen.snapshot, made);
    remember(messages, fact.id(), new SeenMessage(fact, own, sender, reference, kept));
    return kept;
  }

  ParticipantSnapshot participant(ParticipantFact fact) {
    UserSnapshot user = views.person(fact.userId());
    SeenParticipant seen = participants.get(fact.userId());
    if (seen != null && same(seen.fact, fact) && same(seen.user, user)) {
      return seen.snapshot;
    }
    ParticipantSnapshot made = Snapshots.participant(fact, user);
    ParticipantSnapshot kept = Views.kept(seen == null ? null : seen.snapshot, made);
    remember(participants, fact.userId(), new SeenParticipant(fact, user, kept));
    return kept;
  }

  SingleReactionSnapshot reaction(ReactionFact fact) {
    UserSnapshot user = views.person(fact.userId());
    SeenReaction seen = reactions.get(fact);
    if (seen != null && same(seen.user, user)) {
      return seen.snapshot;
    }
    SingleReactionSnapshot made = Snapshots.reaction(fact, user);
    remember(reactions, fact, new SeenReaction(user, made));
    return made;
  }

  private @Nullable ReferencedMessageSnapshot reference(KnownMessages others, MessageFact answer) {
    String id = answer.referencedMessageId();
    MessageFact fact = id == null ? null : others.message(id);
    if (fact == null || fact.senderId() == null) {
      return null;
    }
    UserSnapshot sender = views.person(fact.senderId());
    Set<String> own = others.ownReactions(fact.id());
    SeenReference seen = references.get(fact.id());
    if (seen != null && same(seen.fact, fact) && same(seen.own, own) && same(seen.sender, sender)) {
      return seen.snapshot;
    }
    List<ContentBlock> content = views.content(fact, seen == null ? null : seen.snapshot.content());
    ReferencedMessageSnapshot made = Snapshots.reference(fact, content, own, sender);
    ReferencedMessageSnapshot kept = Views.kept(seen == null ? null : seen.snapshot, made);
    remember(references, fact.id(), new SeenReference(fact, own, sender, kept));
    return kept;
  }

  private static <K, V> void remember(Map<K, V> seen, K id, V value) {
    if (seen.size() >= MAX_SEEN) {
      seen.clear();
    }
    seen.put(id, value);
  }
}
