package io.tertulia.client;

import io.tertulia.client.follow.ConversationWatcher;
import io.tertulia.client.follow.Presence;
import io.tertulia.client.mirror.ConversationMirror;
import io.tertulia.protocol.fact.ParticipantFact;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A subscription to one participant.
final class LiveParticipant extends LiveSubscription<ParticipantSnapshot>
    implements SingleParticipantSubscription, ConversationWatcher {
  private final String conversationId;
  private final String userId;

  LiveParticipant(
      Session session,
      String conversationId,
      String userId,
      @Nullable Consumer<@Nullable ParticipantSnapshot> listener) {
    super(
        session,
        active -> {
          if (listener != null) {
            listener.accept(active.latestSnapshot());
          }
        });
    this.conversationId = conversationId;
    this.userId = userId;
  }

  @Override
  public String participant() {
    return userId;
  }

  @Override
  @Nullable Active<ParticipantSnapshot> look() {
    if (session().follows().presence(conversationId) == Presence.OUTSIDE) {
      return new Active<>(null, true);
    }
    ConversationMirror known = session().mirror().conversation(conversationId);
    if (known == null || !session().follows().knowsParticipant(conversationId, userId)) {
      return null;
    }
    ParticipantFact fact = known.participant(userId);
    return new Active<>(fact == null ? null : session().views().participant(known, fact), true);
  }

  @Override
  void watch() {
    session().follows().watch(conversationId, this);
  }

  @Override
  void unwatch() {
    session().follows().unwatch(conversationId, this);
  }
}
