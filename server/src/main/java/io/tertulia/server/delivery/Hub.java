package io.tertulia.server.delivery;

import io.tertulia.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who follows what, on this node.
///
/// Announcements are made by one thread, in the order of their commits; follows are registered and
/// removed by any thread. A follow that is registered before state is read misses nothing that the
/// read does not hold: the commit comes before its announcement, so what a registration came too
/// late for is already there to be read.
///
/// Locks: a topic's entry is locked only while its followers are listed, added or removed, never
/// while one is told.
public final class Hub {
  private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

  private final Map<TopicId, List<Follow>> conversations = new ConcurrentHashMap<>();
  private final Audience users = new Audience();
  private final Audience connections = new Audience();
  private final AtomicLong numbers = new AtomicLong();
  private final Typing typing;
  private final Presence presence;

  /// A hub by the time of this machine.
  public Hub() {
    this(System::nanoTime);
  }

  /// @param nanos a time that never jumps, such as [System#nanoTime]
  public Hub(LongSupplier nanos) {
    this.typing = new Typing(nanos);
    this.presence = new Presence(nanos);
  }

  /// Who is typing where.
  public Typing typing() {
    return typing;
  }

  /// Tells what changed since the last tick of who types and who is online. Called by one thread, a
  /// few times a second.
  public void tick() {
    for (Typing.News news : typing.takeNews()) {
      for (Follow follow : followsOf(news.conversation())) {
        tell(follow.follower(), one -> one.changedTyping(follow, news.payload()));
      }
    }
    presence
        .takeNews()
        .forEach((follower, users) -> tell(follower, one -> one.changedOnline(users)));
  }

  /// Tells the followers of a conversation, and those who are admitted to it and follow their list.
  public void announce(Announcement announcement) {
    for (Follow follow : followsOf(announcement.topic())) {
      tell(follow.follower(), one -> one.announced(follow, announcement));
    }
    for (String user : announcement.admitted()) {
      for (Follower follower : connectionsOf(announcement.topic().app(), user)) {
        tell(follower, one -> one.admitted(announcement.topic()));
      }
    }
  }

  /// Tells one user's connections something about a conversation that nobody else is told.
  public void whisper(TopicId conversation, String userId, Payload payload) {
    for (Follower follower : connectionsOf(conversation.app(), userId)) {
      tell(follower, one -> one.whispered(conversation, payload));
    }
  }

  /// Tells the followers of a user.
  public void announceUser(TopicId user, Payload payload) {
    for (Follower follower : users.of(user)) {
      tell(follower, one -> one.announcedUser(payload));
    }
  }

  /// Ends a user's connections, as what they may see has changed: nothing is told them any more
  /// when this returns. Called by the announcing thread, before what is seen in another way is
  /// announced.
  public void dismiss(TopicId user, String why) {
    dismiss(user, ErrorCode.UNAVAILABLE, why);
  }

  /// Ends a user's connections, and says with a code whether to come back.
  public void dismiss(TopicId user, ErrorCode code, String why) {
    for (Follower follower : connectionsOf(user.app(), user.id())) {
      follower.dismiss(code, why);
    }
  }

  /// Ends the connections of all users of an app.
  public void dismiss(long app, String why) {
    dismiss(app, ErrorCode.UNAVAILABLE, why);
  }

  /// Ends the connections of all users of an app, and says with a code whether to come back.
  public void dismiss(long app, ErrorCode code, String why) {
    connections.ofApp(app).forEach(user -> dismiss(user, code, why));
  }

  /// How many connections there are.
  public int followers() {
    return connections.size();
  }

  /// Says whether a user has a connection now, be it one that others do not see.
  public boolean isConnected(TopicId user) {
    return !connections.of(user).isEmpty();
  }

  /// A user's connections.
  public List<Session> sessions(TopicId user) {
    return connections.of(user).stream().map(Follower::session).toList();
  }

  /// The users of an app who have a connection.
  public List<String> connected(long app) {
    return connections.ofApp(app).stream().map(TopicId::id).toList();
  }

  /// A number that no other connection has.
  long number() {
    return numbers.incrementAndGet();
  }

  Presence presence() {
    return presence;
  }

  void connect(Follower follower) {
    connections.add(follower.user(), follower);
  }

  void disconnect(Follower follower) {
    connections.remove(follower.user(), follower);
  }

  void register(Follow follow) {
    conversations.compute(
        follow.topic(),
        (topic, known) -> {
          List<Follow> follows = known == null ? new ArrayList<>(1) : known;
          follow.place(follows.size());
          follows.add(follow);
          return follows;
        });
  }

  void unregister(Follow follow) {
    conversations.computeIfPresent(
        follow.topic(),
        (topic, follows) -> {
          int place = follow.place();
          if (place >= 0 && place < follows.size() && follows.get(place) == follow) {
            Follow last = follows.removeLast();
            if (last != follow) {
              follows.set(place, last);
              last.place(place);
            }
          }
          return follows.isEmpty() ? null : follows;
        });
  }

  void registerUser(TopicId user, Follower follower) {
    users.add(user, follower);
  }

  void unregisterUser(TopicId user, Follower follower) {
    users.remove(user, follower);
  }

  /// Tells one follower. One who cannot be told by a mistake of ours is ended, and resumes: what he
  /// missed would be a hole, and the others are told all the same.
  private static void tell(Follower follower, Consumer<Follower> news) {
    try {
      news.accept(follower);
    } catch (RuntimeException e) {
      LOG.error("a follower could not be told", e);
      follower.dismiss(ErrorCode.UNAVAILABLE, "something could not be told (come back)");
    }
  }

  private List<Follow> followsOf(TopicId topic) {
    List<Follow> listed = new ArrayList<>();
    conversations.computeIfPresent(
        topic,
        (id, follows) -> {
          listed.addAll(follows);
          return follows;
        });
    return listed;
  }

  private Set<Follower> connectionsOf(long app, String user) {
    return connections.of(new TopicId(app, user));
  }
}
