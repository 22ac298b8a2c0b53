package io.tertulia.client;

import io.tertulia.client.follow.InboxWatcher;
import io.tertulia.client.mirror.ConversationMirror;
import io.tertulia.client.mirror.Reach;
import io.tertulia.client.mirror.Shelf;
import io.tertulia.protocol.fact.Bound;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A subscription to the list of the user's conversations.
final class LiveInbox extends LiveList<ConversationSnapshot>
    implements ConversationListSubscription, InboxWatcher {
  private static final Page PAGE = new Page(20, 20, 30);

  LiveInbox(Session session, @Nullable ListListener<ConversationSnapshot> listener) {
    super(session, PAGE, listener);
  }

  @Override
  public Reach reach() {
    return window();
  }

  @Override
  @Nullable Active<List<ConversationSnapshot>> look() {
    if (!session().follows().knowsInbox()) {
      return null;
    }
    Shelf<ConversationMirror> shelf = session().mirror().inbox();
    answered(window().settle(shelf));
    Bound bound = window().bound();
    if (bound == null) {
      return null;
    }
    List<ConversationSnapshot> list =
        shelf.window(bound).stream().map(session().views()::conversation).toList();
    return new Active<>(list, list.size() == shelf.total());
  }

  @Override
  void touch() {
    session().follows().touchInbox();
  }

  @Override
  void watch() {
    session().follows().watchInbox(this);
  }

  @Override
  void unwatch() {
    session().follows().unwatchInbox(this);
  }
}
