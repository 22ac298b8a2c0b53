package io.tertulia.server.delivery;

import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One connection's follow of one conversation. Guarded by its follower's monitor, save for
/// `place`.
///
/// States: `HELD` while its state is being read: what is announced meanwhile waits in `held`. Then
/// `LIVE`, every event is told; `OUTSIDE`, the user does not take part and is told when that
/// changes; or `UNSEEN`, the user takes part but the client holds nothing of it, as it lies below
/// the bound of the list: its next event makes it read and told. `ENDED` follows are told nothing
/// any more.
final class Follow {
  enum State {
    HELD,
    LIVE,
    OUTSIDE,
    UNSEEN,
    ENDED
  }

  private final TopicId topic;
  private final Follower follower;
  private int place = -1;

  State state = State.HELD;

  /// Followed by itself, not only as part of the list.
  boolean explicit;

  /// State is being read for this follow alone.
  boolean reading;

  /// The client wants to hear who is typing.
  private boolean typing;

  /// What it was told of that last; null when the client shows nobody.
  private @Nullable Payload typingTold;

  /// A page of the list that is being read does not speak for it: when that read began, the follow
  /// was told by itself.
  boolean apart;

  private @Nullable List<Object> held;
  private @Nullable Deque<ClientFrame.FollowConversation> waiting;

  Follow(TopicId topic, Follower follower) {
    this.topic = topic;
    this.follower = follower;
  }

  TopicId topic() {
    return topic;
  }

  Follower follower() {
    return follower;
  }

  /// Where the hub keeps it in the topic's list; guarded by the hub.
  int place() {
    return place;
  }

  void place(int index) {
    place = index;
  }

  /// Keeps an [Announcement] or a whispered [Payload] for later; tells how many are kept.
  int keep(Object told) {
    if (held == null) {
      held = new ArrayList<>(2);
    }
    held.add(told);
    return held.size();
  }

  /// What was kept, in order; nothing is kept afterwards.
  List<Object> takeHeld() {
    List<Object> taken = held == null ? List.of() : held;
    held = null;
    return taken;
  }

  /// Keeps a request until the one before it is answered.
  void await(ClientFrame.FollowConversation request) {
    if (waiting == null) {
      waiting = new ArrayDeque<>(1);
    }
    waiting.add(request);
    follower.waits(1);
  }

  /// The next request, if one waits and the follow is free to answer it.
  ClientFrame.@Nullable FollowConversation next() {
    var next = waiting == null || reading ? null : waiting.poll();
    if (next != null) {
      follower.waits(-1);
    }
    return next;
  }

  /// Requests that wait are forgotten.
  void forgetWaiting() {
    if (waiting != null) {
      follower.waits(-waiting.size());
      waiting = null;
    }
  }

  /// Not followed by itself any longer; requests that wait are forgotten.
  void endExplicit() {
    explicit = false;
    hear(false);
    forgetWaiting();
  }

  /// Says whether the list tells it: it is not followed by itself, and nothing is being read for
  /// it.
  boolean comesWithInbox() {
    return !explicit && !reading;
  }

  /// A page of the list is about to be read; says whether the client is told in another way.
  boolean meetsPage() {
    apart = !comesWithInbox();
    return apart || state == State.LIVE;
  }

  /// Says whether the page of the list that is being read tells it.
  boolean awaitsPage() {
    return comesWithInbox() && !apart && state != State.LIVE;
  }

  /// The client wants to hear who is typing, or no longer.
  void hear(boolean typing) {
    this.typing = typing;
    if (!typing) {
      typingTold = null;
    }
  }

  /// The user takes no part.
  void stayOutside() {
    state = State.OUTSIDE;
    typingTold = null;
  }

  /// What is to be told behind a state of who is typing; null for nothing, as the client shows
  /// nobody and that is so.
  ///
  /// @param now null when nobody types
  @Nullable Payload typingBehindState(@Nullable Payload now) {
    if (!typing || state != State.LIVE) {
      return null;
    }
    Payload before = typingTold;
    typingTold = now;
    return now != null || before == null
        ? now
        : Payload.of(new ServerFrame.Typing(topic.id(), List.of(), false, List.of()));
  }

  /// Says whether this is to be told now of who is typing, and is not what was told last.
  boolean tellsTyping(Payload news) {
    if (!typing || state != State.LIVE || typingTold == news) {
      return false;
    }
    typingTold = news;
    return true;
  }

  /// State is read for it from now on; true.
  boolean startReading() {
    state = State.HELD;
    reading = true;
    return true;
  }

  /// State is read for a follow whose request was withdrawn before its answer: the client may hold
  /// something older. Says whether it is one.
  boolean startUnseen() {
    return state == State.UNSEEN && startReading();
  }

  /// The client is taken to hold nothing of it.
  void hide() {
    state = State.UNSEEN;
    apart = true;
  }
}
