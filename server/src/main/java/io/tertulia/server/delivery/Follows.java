package io.tertulia.server.delivery;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.fact.Position;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The conversations that one connection follows, and what it is told of them. Guarded by its
/// follower's monitor.
final class Follows {
  private final Hub hub;
  private final Follower follower;
  private final Outlet outlet;
  private final int maxHeld;
  private final Map<String, Follow> follows = new HashMap<>(4);
  private final Set<String> memberships = new HashSet<>(4);
  private int explicit;
  private boolean inbox;

  Follows(Hub hub, Follower follower, Outlet outlet, int maxHeld) {
    this.hub = hub;
    this.follower = follower;
    this.outlet = outlet;
    this.maxHeld = maxHeld;
  }

  @Nullable Follow get(String conversationId) {
    return follows.get(conversationId);
  }

  /// How many conversations are followed by themselves.
  int explicit() {
    return explicit;
  }

  /// Whether the user's list is followed.
  boolean inbox() {
    return inbox;
  }

  void startInbox() {
    inbox = true;
  }

  /// Registers a follow that is held.
  Follow create(String conversationId) {
    Follow follow = new Follow(new TopicId(follower.user().app(), conversationId), follower);
    follows.put(conversationId, follow);
    hub.register(follow);
    return follow;
  }

  void startExplicit(Follow follow) {
    if (!follow.explicit) {
      follow.explicit = true;
      explicit++;
    }
  }

  /// The conversation is not followed by itself any longer; it goes on being told if the list is
  /// followed.
  void endExplicit(Follow follow) {
    if (!follow.explicit) {
      return;
    }
    follow.explicit = false;
    explicit--;
    follow.forgetWaiting();
    if (!inbox || follow.state == Follow.State.OUTSIDE) {
      end(follow);
    }
  }

  void endInbox() {
    inbox = false;
    follows.values().stream().filter(follow -> !follow.explicit).toList().forEach(this::end);
  }

  void endAll() {
    List.copyOf(follows.values()).forEach(this::end);
  }

  /// Tells an announcement as the follow's state demands; true when the state must be read now.
  ///
  /// @param told what the client was told before; null when the announcement is news in any case
  boolean tell(Follow follow, Announcement announcement, @Nullable Position told) {
    switch (follow.state) {
      case HELD -> keep(follow, announcement);
      case LIVE -> {
        if (told == null || announcement.position().compareTo(told) > 0) {
          if (concerns(announcement)) {
            outlet.send(announcement.event());
          } else {
            leave(follow, null);
          }
        }
      }
      case UNSEEN -> {
        if (concerns(announcement)) {
          return startReading(follow);
        }
        leave(follow, null);
      }
      case OUTSIDE -> {
        return announcement.admitted().contains(follower.user().id()) && startReading(follow);
      }
      case ENDED -> {}
    }
    return false;
  }

  void tellPrivately(Follow follow, Payload payload) {
    switch (follow.state) {
      case HELD -> keep(follow, payload);
      case LIVE -> outlet.send(payload);
      case OUTSIDE, UNSEEN, ENDED -> {}
    }
  }

  /// Tells what was held, in order; true when the state must be read again.
  boolean replay(Follow follow, @Nullable Position told) {
    boolean read = false;
    for (Object held : follow.takeHeld()) {
      if (held instanceof Announcement announcement) {
        read |= tell(follow, announcement, told);
      } else {
        tellPrivately(follow, (Payload) held);
      }
    }
    return read;
  }

  /// Tells that the user does take part.
  void enter(Follow follow, @Nullable Long id, ConversationState state) {
    memberships.add(follow.topic().id());
    follow.state = Follow.State.LIVE;
    outlet.send(Payload.of(new ServerFrame.State(id, state, total())));
  }

  /// Tells that the user does not take part; goes on waiting if the conversation is followed by
  /// itself.
  void leave(Follow follow, @Nullable Long id) {
    String conversation = follow.topic().id();
    memberships.remove(conversation);
    follow.state = Follow.State.OUTSIDE;
    outlet.send(Payload.of(new ServerFrame.Outside(id, conversation, total())));
    if (!follow.explicit) {
      end(follow);
    }
  }

  static boolean startReading(Follow follow) {
    follow.state = Follow.State.HELD;
    follow.reading = true;
    return true;
  }

  /// Joins the conversations of the list before the list is read; tells which need no reading with
  /// it.
  Set<String> joinInbox(Set<String> members) {
    members.stream().filter(id -> !follows.containsKey(id)).forEach(this::create);
    Set<String> apart = new HashSet<>();
    follows.forEach((id, follow) -> {
      if (!follow.comesWithInbox()) {
        apart.add(id);
      }
    });
    return apart;
  }

  /// Tells the list, then what was held of its conversations; adds to `toRead` those whose state
  /// must be read.
  void releaseInbox(long id, InboxPage page, Collection<Follow> toRead) {
    for (String member : page.members()) {
      if (!follows.containsKey(member)) {
        Follow follow = create(member);
        startReading(follow);
        toRead.add(follow);
      }
    }
    List<Follow> listed = follows.values().stream().filter(Follow::comesWithInbox).toList();
    settleMemberships(page, listed);
    outlet.send(Payload.of(frame(id, page)));
    Set<String> unknown =
        page.states().stream().map(ConversationState::conversationId).collect(Collectors.toSet());
    for (Follow follow : listed) {
      if (releaseListed(follow, page, unknown)) {
        toRead.add(follow);
      }
    }
  }

  /// The page's word counts for conversations that come with it; for others that of their own
  /// follow.
  private void settleMemberships(InboxPage page, List<Follow> listed) {
    for (String member : page.members()) {
      Follow follow = follows.get(member);
      if (follow != null && (follow.reading || !follow.explicit)) {
        memberships.add(member);
      }
    }
    for (Follow follow : listed) {
      if (follow.state != Follow.State.LIVE && !page.members().contains(follow.topic().id())) {
        memberships.remove(follow.topic().id());
      }
    }
  }

  /// The page without what the client was told better: it hears of live conversations by their
  /// events.
  private ServerFrame.Inbox frame(long id, InboxPage page) {
    List<ConversationState> news = page.states().stream().filter(this::isNews).toList();
    return new ServerFrame.Inbox(id, page.from(), memberships.size(), news, page.gone());
  }

  private boolean isNews(ConversationState state) {
    Follow follow = follows.get(state.conversationId());
    return follow != null && follow.comesWithInbox() && follow.state != Follow.State.LIVE;
  }

  /// One of those that the client does not know as they are although they are live was dropped
  /// there: it is read again, as what the page says may be older than the events that were told.
  private boolean releaseListed(Follow follow, InboxPage page, Set<String> unknown) {
    String conversation = follow.topic().id();
    Position told = page.window().get(conversation);
    if (follow.state == Follow.State.LIVE) {
      return unknown.contains(conversation) && startReading(follow);
    }
    if (page.members().contains(conversation)) {
      follow.state = told == null ? Follow.State.UNSEEN : Follow.State.LIVE;
    } else {
      follow.state = Follow.State.OUTSIDE;
    }
    boolean read = replay(follow, told);
    if (follow.state == Follow.State.OUTSIDE) {
      end(follow);
    }
    return read;
  }

  private boolean concerns(Announcement announcement) {
    return !announcement.expelled().contains(follower.user().id());
  }

  private void keep(Follow follow, Object told) {
    if (follow.keep(told) > maxHeld) {
      outlet.end(ErrorCode.UNAVAILABLE, "too much happened while a conversation was read");
    }
  }

  private void end(Follow follow) {
    follow.state = Follow.State.ENDED;
    follow.takeHeld();
    if (follows.remove(follow.topic().id(), follow)) {
      memberships.remove(follow.topic().id());
    }
    hub.unregister(follow);
  }

  private @Nullable Integer total() {
    return inbox ? memberships.size() : null;
  }
}
