package io.tertulia.client;

import io.tertulia.client.mirror.ConversationMirror;
import io.tertulia.client.mirror.KnownMessages;
import io.tertulia.client.mirror.Users;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.ParticipantFact;
import io.tertulia.protocol.fact.Position;
import io.tertulia.protocol.fact.ReactionFact;
import io.tertulia.protocol.fact.ReadMark;
import io.tertulia.protocol.fact.UserFact;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Answers to queries as snapshots: the facts of one answer, seen once and kept nowhere.
final class Answers {
  private static final Position NOWHERE = new Position(0, 0);

  private final ServerFrame.Answer answer;
  private final Views views;

  Answers(FileUrls files, ServerFrame.Answer answer) {
    this.answer = answer;
    Users users = new Users();
    for (Fact fact : answer.put()) {
      if (fact instanceof UserFact user) {
        users.put(user);
      }
    }
    this.views = new Views(users, files);
  }

  Optional<UserSnapshot> user(String id) {
    return Optional.ofNullable(views.user(id));
  }

  Optional<ConversationSnapshot> conversation(String viewer, String id) {
    ReadMark mark = answer.mark();
    if (answer.put().isEmpty() || mark == null) {
      return Optional.empty();
    }
    var state = new ConversationState(id, NOWHERE, true, answer.put(), List.of(), mark, null, null);
    return Optional.of(views.conversation(new ConversationMirror(viewer, state)));
  }

  Optional<ParticipantSnapshot> participant(String userId) {
    for (Fact fact : answer.put()) {
      if (fact instanceof ParticipantFact participant && participant.userId().equals(userId)) {
        return Optional.of(new ConversationViews(views).participant(participant));
      }
    }
    return Optional.empty();
  }

  /// What an answer to a question for a translation says.
  static Optional<Translation> translation(FileUrls files, ServerFrame frame) {
    if (!(frame instanceof ServerFrame.Translated translated)) {
      throw new IllegalArgumentException("answer to a question for a translation: none");
    }
    return Optional.ofNullable(translated.content())
        .map(content -> new Translation(files.in(content), Snapshots.plaintext(content)));
  }

  Optional<MessageSnapshot> message(String viewer, String id) {
    Told told = new Told(viewer, answer.put());
    MessageFact asked = told.message(id);
    return asked == null
        ? Optional.empty()
        : Optional.of(new ConversationViews(views).message(told, asked));
  }

  /// Whose reactions there are, oldest first; empty when there is no such message.
  Optional<List<SingleReactionSnapshot>> reactions(String messageId) {
    if (new Told("", answer.put()).message(messageId) == null) {
      return Optional.empty();
    }
    var seen = new ConversationViews(views);
    return Optional.of(
        answer.put().stream()
            .filter(ReactionFact.class::isInstance)
            .map(ReactionFact.class::cast)
            .sorted(Comparator.comparingLong(ReactionFact::createdAt))
            .map(seen::reaction)
            .toList());
  }

  /// The messages of an answer.
  private static final class Told implements KnownMessages {
    private final Map<String, MessageFact> messages = new HashMap<>();
    private final Map<String, Set<String>> own = new HashMap<>();

    Told(String viewer, List<Fact> facts) {
      for (Fact fact : facts) {
        if (fact instanceof MessageFact message) {
          messages.put(message.id(), message);
        } else if (fact instanceof ReactionFact reaction && reaction.userId().equals(viewer)) {
          own.computeIfAbsent(reaction.messageId(), id -> new HashSet<>()).add(reaction.emoji());
        }
      }
    }

    @Override
    public @Nullable MessageFact message(String messageId) {
      return messages.get(messageId);
    }

    @Override
    public Set<String> ownReactions(String messageId) {
      return own.getOrDefault(messageId, Set.of());
    }
  }
}
