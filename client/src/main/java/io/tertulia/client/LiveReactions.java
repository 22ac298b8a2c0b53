package io.tertulia.client;

import io.tertulia.client.follow.ConversationWatcher;
import io.tertulia.client.follow.Presence;
import io.tertulia.client.follow.ReactorsLook;
import io.tertulia.client.mirror.ConversationMirror;
import io.tertulia.client.mirror.ReactionsOf;
import io.tertulia.client.mirror.Reactors;
import io.tertulia.client.mirror.Shelf;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.ReactionFact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A subscription to those who reacted to a message with an emoji.
final class LiveReactions extends LiveList<SingleReactionSnapshot>
    implements ReactionsSubscription, ConversationWatcher {
  private static final Page PAGE = new Page(10, 30, 100);

  private final String conversationId;
  private final ReactionsOf of;

  LiveReactions(
      Session session,
      String conversationId,
      ReactionsOf of,
      @Nullable ListListener<SingleReactionSnapshot> listener) {
    super(session, PAGE, listener);
    this.conversationId = conversationId;
    this.of = of;
  }

  @Override
  public ReactorsLook reactors() {
    return new ReactorsLook(of, window());
  }

  @Override
  @Nullable Active<List<SingleReactionSnapshot>> look() {
    if (session().follows().presence(conversationId) == Presence.OUTSIDE) {
      return nothing();
    }
    ConversationMirror known = session().mirror().conversation(conversationId);
    Reactors reactors = known == null ? null : known.reactors(of);
    if (known == null || reactors == null || reactors.stale()) {
      return null;
    }
    if (!reactors.exists()) {
      return nothing();
    }
    Shelf<ReactionFact> shelf = reactors.shelf();
    answered(window().settle(shelf));
    Bound bound = window().bound();
    if (bound == null) {
      return null;
    }
    List<SingleReactionSnapshot> list =
        shelf.window(bound).stream().map(fact -> session().views().reaction(known, fact)).toList();
    boolean all = list.size() == shelf.total();
    if (all) {
      window().open();
    }
    return new Active<>(list, all);
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
