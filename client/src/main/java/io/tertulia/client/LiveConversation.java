package io.tertulia.client;

import io.tertulia.client.follow.ConversationWatcher;
import io.tertulia.client.follow.Presence;
import io.tertulia.client.mirror.ConversationMirror;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A subscription to a conversation.
final class LiveConversation extends LiveSubscription<ConversationSnapshot>
    implements ConversationSubscription, ConversationWatcher {
  private final String id;

  LiveConversation(
      Session session, String id, @Nullable Consumer<@Nullable ConversationSnapshot> listener) {
    super(
        session,
        active -> {
          if (listener != null) {
            listener.accept(active.latestSnapshot());
          }
        });
    this.id = id;
  }

  @Override
  @Nullable Active<ConversationSnapshot> look() {
    if (session().follows().presence(id) == Presence.OUTSIDE) {
      return new Active<>(null, true);
    }
    ConversationMirror known = session().mirror().conversation(id);
    return known == null ? null : new Active<>(session().views().conversation(known), true);
  }

  @Override
  void watch() {
    session().follows().watch(id, this);
  }

  @Override
  void unwatch() {
    session().follows().unwatch(id, this);
  }
}
