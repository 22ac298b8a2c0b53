package io.tertulia.client;

import io.tertulia.client.follow.InboxWatcher;
import io.tertulia.client.link.Failure;
import io.tertulia.client.mirror.ConversationMirror;
import io.tertulia.client.mirror.Reach;
import io.tertulia.client.mirror.Shelf;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.filter.ConversationFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A subscription to the list of the user's conversations, or to those that match a filter.
final class LiveInbox extends LiveList<ConversationSnapshot>
    implements ConversationListSubscription, InboxWatcher {
  private static final Page PAGE = new Page(20, 20, 30);

  /// The server counts conversations, but not those that match a filter: that there are more shows
  /// in one that is known below the window.
  private static final Page FILTERED = new Page(20, 20, 30, 1);

  private final @Nullable ConversationFilter filter;

  LiveInbox(
      Session session,
      @Nullable ConversationFilter filter,
      @Nullable ListListener<ConversationSnapshot> listener) {
    super(session, filter == null ? PAGE : FILTERED, listener);
    this.filter = filter;
  }

  @Override
  public @Nullable ConversationFilter filter() {
    return filter;
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
    Shelf<ConversationMirror> shelf = session().mirror().list(filter);
    answered(window().settle(shelf));
    Bound bound = window().bound();
    if (bound == null) {
      return null;
    }
    List<ConversationSnapshot> list =
        shelf.window(bound).stream().map(session().views()::conversation).toList();
    return new Active<>(list, list.size() == (filter == null ? shelf.total() : all(shelf)));
  }

  @Override
  void touch() {
    session().follows().touchInbox();
  }

  @Override
  void watch() {
    String flaw = filter == null ? null : filter.flaw();
    if (flaw == null) {
      session().follows().watchInbox(this);
    } else {
      fail(Failure.of(ErrorCode.INVALID_ARGUMENT, flaw));
    }
  }

  @Override
  void unwatch() {
    session().follows().unwatchInbox(this);
  }

  /// How many conversations match; -1 when that is not known.
  private static int all(Shelf<ConversationMirror> shelf) {
    return shelf.complete() ? shelf.size() : -1;
  }
}
