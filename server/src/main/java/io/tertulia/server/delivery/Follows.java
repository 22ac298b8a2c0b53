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
  private final Chosen chosen = new Chosen();
  private boolean inbox;
  private boolean listed;

  Follows(Hub hub, Follower follower, Outlet outlet, int maxHeld) {
    this.hub = hub;
    this.follower = follower;
    this.outlet = outlet;
    this.maxHeld = maxHeld;
  }

  @Nullable Follow get(String conversationId) {
    return follows.get(conversationId);
  }

  Chosen chosen() {
    return chosen;
  }

  boolean inbox() {
    return inbox;
  }

  /// Says whether the list was told, so that all memberships are followed.
  boolean listed() {
    return listed;
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
      chosen.add(follow);
    }
  }

  /// The conversation is not followed by itself any longer. If the list is followed it goes on
  /// being told, anew: the client may have forgotten it.
  void endExplicit(Follow follow) {
    if (!follow.explicit) {
      return;
    }
    follow.endExplicit();
    chosen.remove(follow);
    if (!inbox || follow.state == Follow.State.OUTSIDE) {
      end(follow);
    } else if (follow.state == Follow.State.LIVE) {
      hide(follow);
    }
  }

  /// The user takes part, and the client is taken to hold nothing of it.
  void hide(Follow follow) {
    memberships.add(follow.topic().id());
    follow.hide();
  }

  /// What was being read could not be; true when it must be read again, as something was held.
  boolean unread(Follow follow) {
    if (follow.state == Follow.State.HELD) {
      follow.hide();
    }
    return replay(follow, null);
  }

  void endInbox() {
    inbox = false;
    listed = false;
    follows.values().stream().filter(follow -> !follow.explicit).toList().forEach(this::end);
  }

  void endAll() {
    List.copyOf(follows.values()).forEach(this::end);
  }

  /// Tells an announcement; true when the state must be read now.
  boolean tell(Follow follow, Announcement announcement) {
    boolean read = tell(follow, announcement, null);
    endOutside(follow);
    return read;
  }

  /// Tells an announcement as the follow's state demands; true when the state must be read now.
  ///
  /// @param told what the client was told before; null when the announcement is news in any case
  private boolean tell(Follow follow, Announcement announcement, @Nullable Position told) {
    switch (follow.state) {
      case HELD -> keep(follow, announcement);
      case LIVE -> {
        if (told == null || announcement.position().compareTo(told) > 0) {
          if (!announcement.concerns(follower.user())) {
            leave(follow, null);
          } else if (announcement.anew() && !follow.explicit) {
            return follow.startReading();
          } else {
            outlet.send(announcement.event().of(follower.view()));
          }
        }
      }
      case UNSEEN -> {
        if (announcement.concerns(follower.user())) {
          return follow.startReading();
        }
        leave(follow, null);
      }
      case OUTSIDE -> {
        return announcement.admitted().contains(follower.user().id()) && follow.startReading();
      }
      case ENDED -> {}
    }
    return false;
  }

  /// Tells what is for this user alone; true when the state must be read now.
  boolean tellPrivately(Follow follow, Payload payload) {
    switch (follow.state) {
      case HELD -> keep(follow, payload);
      case LIVE -> outlet.send(payload);
      // A page of the list may be on its way that does not hold it.
      case UNSEEN -> {
        return follow.startReading();
      }
      case OUTSIDE, ENDED -> {}
    }
    return false;
  }

  /// Tells what was held, in order; true when the state must be read again.
  boolean replay(Follow follow, @Nullable Position told) {
    boolean read = false;
    for (Object held : follow.takeHeld()) {
      if (held instanceof Announcement announcement) {
        read |= tell(follow, announcement, told);
      } else {
        read |= tellPrivately(follow, (Payload) held);
      }
    }
    endOutside(follow);
    return read;
  }

  /// Tells that the user does take part.
  void enter(Follow follow, @Nullable Long id, ConversationState state) {
    memberships.add(follow.topic().id());
    follow.state = Follow.State.LIVE;
    outlet.send(Payload.of(new ServerFrame.State(id, state, total())));
  }

  /// Tells that the user does not take part.
  void leave(Follow follow, @Nullable Long id) {
    String conversation = follow.topic().id();
    memberships.remove(conversation);
    follow.stayOutside();
    outlet.send(Payload.of(new ServerFrame.Outside(id, conversation, total())));
  }

  /// Joins the conversations of the list before the list is read; tells which need no reading with
  /// it: those that the client is told anyway, by themselves or as part of the list.
  Set<String> joinInbox(Set<String> members) {
    members.stream().filter(id -> !follows.containsKey(id)).forEach(this::create);
    Set<String> told = new HashSet<>();
    follows.values().stream().filter(Follow::meetsPage).forEach(f -> told.add(f.topic().id()));
    return told;
  }

  /// Tells the list, then what was held of its conversations; adds to `toRead` those whose state
  /// must be read.
  void releaseInbox(long id, InboxPage page, Collection<Follow> toRead) {
    for (String member : page.members()) {
      if (!follows.containsKey(member)) {
        Follow follow = create(member);
        follow.startReading();
        toRead.add(follow);
      }
    }
    List<Follow> told = follows.values().stream().filter(Follow::comesWithInbox).toList();
    settleMemberships(page, told);
    listed = true;
    outlet.send(Payload.of(frame(id, page)));
    for (Follow follow : told) {
      if (releaseListed(follow, page)) {
        toRead.add(follow);
      }
    }
  }

  /// The page's word counts for conversations that come with it; else that of their own follow.
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
    List<String> left = page.gone().stream().filter(this::isLeft).toList();
    return new ServerFrame.Inbox(id, page.from(), memberships.size(), news, left, page.filtered());
  }

  private boolean isNews(ConversationState state) {
    Follow follow = follows.get(state.conversationId());
    return follow != null && follow.awaitsPage();
  }

  private boolean isLeft(String conversation) {
    Follow follow = follows.get(conversation);
    return follow == null || follow.state != Follow.State.LIVE;
  }

  private boolean releaseListed(Follow follow, InboxPage page) {
    String conversation = follow.topic().id();
    Position told = page.window().get(conversation);
    if (follow.state == Follow.State.LIVE) {
      return false;
    }
    if (follow.apart) {
      boolean held = told != null || !page.members().contains(conversation);
      return held && follow.startReading();
    }
    if (page.members().contains(conversation)) {
      follow.state = told == null ? Follow.State.UNSEEN : Follow.State.LIVE;
    } else {
      follow.stayOutside();
    }
    return replay(follow, told);
  }

  private void keep(Follow follow, Object told) {
    if (follow.keep(told) > maxHeld) {
      outlet.end(ErrorCode.UNAVAILABLE, "too much happened while a conversation was read");
    }
  }

  /// A follow that nobody asked for does not wait outside. Not before all that was held is told: it
  /// may let the user in again.
  private void endOutside(Follow follow) {
    if (!follow.explicit && follow.state == Follow.State.OUTSIDE) {
      end(follow);
    }
  }

  private void end(Follow follow) {
    follow.state = Follow.State.ENDED;
    follow.forgetWaiting();
    follow.takeHeld();
    if (follows.remove(follow.topic().id(), follow)) {
      memberships.remove(follow.topic().id());
    }
    hub.unregister(follow);
  }

  /// Null before the list was told, as not all memberships are known before.
  private @Nullable Integer total() {
    return listed ? memberships.size() : null;
  }
}
