package io.tertulia.server.delivery;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ConversationState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One connection of one user, and all that it follows.
///
/// To follow is to join, read, release: the follow is registered first, then the state is read, and
/// what was announced meanwhile is told after the state, without what the state already held.
/// Start, resume and enlargement are the same.
///
/// All fields, and the follows, are guarded by its monitor; the hub may be called inside it, as the
/// hub tells followers without any lock of its own. State is read outside it.
public final class Follower implements AutoCloseable {
  private final Hub hub;
  private final long number;
  private final TopicId user;
  private final Outlet outlet;
  private final Reads reads;
  private final FollowLimits limits;
  private final Follows follows;
  private final ListFollow inbox;
  private final UserFollow users;
  private final OnlineFollow online;
  private boolean visible;
  private boolean closed;
  private int waiting;

  /// Registers the connection.
  ///
  /// @param user the app and the user whose connection it is
  public Follower(Hub hub, TopicId user, Outlet outlet, Reads reads, FollowLimits limits) {
    this.hub = hub;
    this.number = hub.number();
    this.user = user;
    this.outlet = outlet;
    this.reads = reads;
    this.limits = limits;
    this.follows = new Follows(hub, this, outlet, limits.held());
    this.inbox = new ListFollow(this, follows, reads, outlet);
    this.users = new UserFollow(hub, this, reads, outlet, limits.users());
    this.online = new OnlineFollow(hub.presence(), this, reads, outlet, limits.users());
    hub.connect(this);
  }

  /// The user counts as online by this connection, from now on.
  public synchronized void appear() {
    if (!closed && !visible) {
      visible = true;
      hub.presence().open(user);
    }
  }

  /// Follows a conversation. Answered by a `State` or an `Outside` frame under the request's id, or
  /// refused.
  public void followConversation(ClientFrame.FollowConversation request) {
    Follow follow;
    synchronized (this) {
      if (closed) {
        return;
      }
      follow = follows.get(request.conversationId());
      boolean further = follow != null && follow.explicit;
      if (!further && follows.chosen().size() >= limits.conversations()) {
        outlet.refuse(request.id(), Refusals.tooMany("conversations", limits.conversations()));
        return;
      }
      if (follow == null) {
        follow = follows.create(request.conversationId());
      }
      follows.startExplicit(follow);
      follow.await(request);
    }
    answerNext(follow);
  }

  /// Follows the list of the user's conversations, or follows it further. Answered by an `Inbox`
  /// frame, one request after the other.
  public void followInbox(ClientFrame.FollowInbox request) {
    inbox.follow(request);
  }

  /// Follows users. Answered by a `Users` frame.
  public void followUsers(ClientFrame.FollowUsers request) {
    users.follow(request);
  }

  /// Follows whether users are online. Answered by an `Online` frame.
  public void followOnline(ClientFrame.FollowOnline request) {
    online.follow(request);
  }

  /// Follows no longer.
  public void unfollow(ClientFrame.Unfollow request) {
    synchronized (this) {
      for (String id : request.conversations()) {
        Follow follow = follows.get(id);
        if (follow != null) {
          follows.endExplicit(follow);
        }
      }
      users.unfollow(request.users());
      online.unfollow(request.online());
      if (request.inbox()) {
        inbox.end();
      }
    }
  }

  /// What it is like now.
  synchronized Session session() {
    return Session.of(number, user, follows, hub.typing());
  }

  /// Follows nothing any more.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    hub.disconnect(this);
    if (visible) {
      hub.presence().close(user);
    }
    online.end();
    inbox.end();
    follows.endAll();
    users.end();
  }

  /// Tells nothing more, and ends the connection: what its user may see has changed.
  void dismiss(ErrorCode code, String why) {
    close();
    outlet.end(code, why);
  }

  /// How the user sees texts.
  @Nullable Object view() {
    return reads.view();
  }

  boolean closed() {
    return closed;
  }

  /// So many requests more wait for the answer to one before. Called inside the monitor.
  void waits(int more) {
    waiting += more;
    if (waiting > FollowLimits.WAITING) {
      outlet.end(ErrorCode.LIMIT_EXCEEDED, "too many follows wait for the answer to one before");
    }
  }

  TopicId user() {
    return user;
  }

  /// A commit touched a conversation that is followed. Called by the announcing thread.
  void announced(Follow follow, Announcement announcement) {
    boolean read;
    synchronized (this) {
      read = follows.tell(follow, announcement);
    }
    if (read) {
      refresh(follow);
    }
  }

  /// The user was admitted to a conversation. Called by the announcing thread, after [#announced].
  void admitted(TopicId conversation) {
    Follow follow;
    synchronized (this) {
      if (!follows.inbox() || closed || follows.get(conversation.id()) != null) {
        return;
      }
      follow = follows.create(conversation.id());
      follow.startReading();
    }
    refresh(follow);
  }

  /// Something about a conversation for this user alone. Called by the announcing thread.
  void whispered(TopicId conversation, Payload payload) {
    Follow follow;
    boolean read;
    synchronized (this) {
      follow = follows.get(conversation.id());
      read = follow != null && follows.tellPrivately(follow, payload);
    }
    if (read && follow != null) {
      refresh(follow);
    }
  }

  /// A followed user changed. Called by the announcing thread.
  void announcedUser(Payload payload) {
    outlet.send(payload);
  }

  /// It changed who types in a conversation that is followed. Called by the ticking thread.
  synchronized void changedTyping(Follow follow, Payload payload) {
    if (follow.tellsTyping(payload)) {
      outlet.send(payload);
    }
  }

  /// It changed whether followed users are online. Called by the ticking thread.
  synchronized void changedOnline(Set<String> ids) {
    online.changed(ids);
  }

  /// Reads for the request that waits longest, unless something is being read already.
  private void answerNext(Follow follow) {
    ClientFrame.FollowConversation request;
    synchronized (this) {
      request = follow.state == Follow.State.ENDED ? null : follow.next();
      if (request == null) {
        return;
      }
      follow.hear(request.typing());
      follow.startReading();
    }
    read(follow, request, request.id());
  }

  /// Reads for nobody's request: the user came in, or the conversation came into the list.
  void refresh(Follow follow) {
    String conversation = follow.topic().id();
    read(follow, new ClientFrame.FollowConversation(0, conversation, null, 0, 0, List.of()), null);
  }

  private void read(Follow follow, ClientFrame.FollowConversation wanted, @Nullable Long id) {
    reads
        .conversation(wanted)
        .whenComplete((state, failure) -> {
          if (failure == null) {
            release(follow, id, state);
          } else if (id != null) {
            refuseFollow(follow, id, Refusals.of(failure));
          } else {
            outlet.end(ErrorCode.UNAVAILABLE, "a conversation could not be read");
          }
        });
  }

  /// Tells the state, then what was held and is news to it.
  private void release(Follow follow, @Nullable Long id, Optional<ConversationState> state) {
    boolean read;
    synchronized (this) {
      follow.reading = false;
      if (follow.state == Follow.State.ENDED) {
        return;
      }
      if (state.isEmpty()) {
        follows.leave(follow, id);
      } else if (id == null || follow.explicit) {
        follows.enter(follow, id, state.get());
        Payload typing = follow.typingBehindState(hub.typing().told(follow.topic()));
        if (typing != null) {
          outlet.send(typing);
        }
      } else {
        follows.hide(follow);
      }
      read =
          follows.replay(follow, state.map(ConversationState::position).orElse(null))
              || follow.startUnseen();
    }
    if (read) {
      refresh(follow);
    } else {
      answerNext(follow);
    }
  }

  private void refuseFollow(Follow follow, long id, Refusal refusal) {
    boolean read;
    synchronized (this) {
      follow.reading = false;
      outlet.refuse(id, refusal);
      boolean withdrawn = !follow.explicit;
      follows.endExplicit(follow);
      read = follows.unread(follow) || (withdrawn && follow.startUnseen());
    }
    if (read) {
      refresh(follow);
    }
  }
}
