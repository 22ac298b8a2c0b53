package io.tertulia.client;

import io.tertulia.client.follow.ConversationWatcher;
import io.tertulia.client.follow.Presence;
import io.tertulia.client.mirror.ConversationMirror;
import io.tertulia.client.mirror.Reach;
import io.tertulia.client.mirror.Shelf;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.ParticipantFact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A subscription to the participants of a conversation.
final class LiveParticipants extends LiveList<ParticipantSnapshot>
    implements ParticipantSubscription, ConversationWatcher {
  private static final Page PAGE = new Page(10, 10, 50);

  private final String conversationId;

  LiveParticipants(
      Session session,
      String conversationId,
      @Nullable ListListener<ParticipantSnapshot> listener) {
    super(session, PAGE, listener);
    this.conversationId = conversationId;
  }

  @Override
  public Reach participants() {
    return window();
  }

  @Override
  @Nullable Active<List<ParticipantSnapshot>> look() {
    if (session().follows().presence(conversationId) == Presence.OUTSIDE) {
      return nothing();
    }
    ConversationMirror known = session().mirror().conversation(conversationId);
    if (known == null) {
      return null;
    }
    Shelf<ParticipantFact> shelf = known.participants();
    answered(window().settle(shelf));
    Bound bound = window().bound();
    if (bound == null) {
      return null;
    }
    List<ParticipantSnapshot> list =
        shelf.window(bound).stream()
            .map(fact -> session().views().participant(known, fact))
            .toList();
    return new Active<>(list, list.size() == shelf.total());
  }

  @Override
  void touch() {
    session().follows().touch(conversationId);
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
