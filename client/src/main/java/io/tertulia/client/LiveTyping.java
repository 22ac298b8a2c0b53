package io.tertulia.client;

import io.tertulia.client.follow.ConversationWatcher;
import io.tertulia.client.follow.Presence;
import io.tertulia.client.follow.TypingNow;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A subscription to who is typing.
final class LiveTyping extends LiveSubscription<TypingSnapshot>
    implements TypingSubscription, ConversationWatcher {
  private static final int FEW = 5;

  private final String id;

  LiveTyping(Session session, String id, @Nullable Consumer<@Nullable TypingSnapshot> listener) {
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
  public boolean typing() {
    return true;
  }

  @Override
  @Nullable Active<TypingSnapshot> look() {
    if (session().follows().presence(id) == Presence.OUTSIDE) {
      return new Active<>(null, true);
    }
    if (session().mirror().conversation(id) == null) {
      return null;
    }
    TypingNow now = session().follows().typing(id);
    String viewer = session().mirror().viewer();
    List<String> others = now.userIds().stream().filter(user -> !user.equals(viewer)).toList();
    return new Active<>(
        now.many() || others.size() > FEW
            ? new ManyTyping()
            : new FewTyping(others.stream().map(session().views()::person).toList()),
        true);
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
