package io.tertulia.client;

import io.tertulia.client.follow.ConversationWatcher;
import io.tertulia.client.follow.Presence;
import io.tertulia.client.mirror.ConversationMirror;
import io.tertulia.client.mirror.Reach;
import io.tertulia.client.mirror.Shelf;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.MessageFact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A subscription to the messages of a conversation.
final class LiveMessages extends LiveList<MessageSnapshot>
    implements MessageSubscription, ConversationWatcher {
  private static final Page PAGE = new Page(30, 30, 100);

  private final String conversationId;

  LiveMessages(
      Session session, String conversationId, @Nullable ListListener<MessageSnapshot> listener) {
    super(session, PAGE, listener);
    this.conversationId = conversationId;
  }

  @Override
  public Reach messages() {
    return window();
  }

  @Override
  @Nullable Active<List<MessageSnapshot>> look() {
    if (session().follows().presence(conversationId) == Presence.OUTSIDE) {
      return nothing();
    }
    ConversationMirror known = session().mirror().conversation(conversationId);
    if (known == null) {
      return null;
    }
    Shelf<MessageFact> shelf = known.messages();
    answered(window().settle(shelf));
    Bound bound = window().bound();
    if (bound == null) {
      return null;
    }
    List<MessageSnapshot> list =
        shelf.window(bound).stream().map(fact -> session().views().message(known, fact)).toList();
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
