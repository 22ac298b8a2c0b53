package io.tertulia.server.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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
  private final Map<TopicId, List<Follow>> conversations = new ConcurrentHashMap<>();
  private final Map<TopicId, Set<Follower>> users = new ConcurrentHashMap<>();
  private final Map<TopicId, Set<Follower>> connections = new ConcurrentHashMap<>();

  /// Tells the followers of a conversation, and those who are admitted to it and follow their list.
  public void announce(Announcement announcement) {
    for (Follow follow : followsOf(announcement.topic())) {
      follow.follower().announced(follow, announcement);
    }
    for (String user : announcement.admitted()) {
      for (Follower follower : connectionsOf(announcement.topic().app(), user)) {
        follower.admitted(announcement.topic());
      }
    }
  }

  /// Tells one user's connections something about a conversation that nobody else is told.
  public void whisper(TopicId conversation, String userId, Payload payload) {
    for (Follower follower : connectionsOf(conversation.app(), userId)) {
      follower.whispered(conversation, payload);
    }
  }

  /// Tells the followers of a user.
  public void announceUser(TopicId user, Payload payload) {
    for (Follower follower : users.getOrDefault(user, Set.of())) {
      follower.announcedUser(payload);
    }
  }

  /// Ends a user's connections, as what they may see has changed: nothing is told them any more
  /// when this returns. Called by the announcing thread, before what is seen in another way is
  /// announced.
  public void dismiss(TopicId user, String why) {
    for (Follower follower : connectionsOf(user.app(), user.id())) {
      follower.dismiss(why);
    }
  }

  /// Ends the connections of all users of an app.
  public void dismiss(long app, String why) {
    connections.keySet().stream()
        .filter(user -> user.app() == app)
        .forEach(user -> dismiss(user, why));
  }

  /// How many connections there are.
  public int followers() {
    return connections.values().stream().mapToInt(Collection::size).sum();
  }

  void connect(Follower follower) {
    add(connections, follower.user(), follower);
  }

  void disconnect(Follower follower) {
    remove(connections, follower.user(), follower);
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
    add(users, user, follower);
  }

  void unregisterUser(TopicId user, Follower follower) {
    remove(users, user, follower);
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
    return connections.getOrDefault(new TopicId(app, user), Set.of());
  }

  private static void add(Map<TopicId, Set<Follower>> map, TopicId key, Follower follower) {
    map.compute(
        key,
        (topic, known) -> {
          Set<Follower> followers = known == null ? ConcurrentHashMap.newKeySet(2) : known;
          followers.add(follower);
          return followers;
        });
  }

  private static void remove(Map<TopicId, Set<Follower>> map, TopicId key, Follower follower) {
    map.computeIfPresent(
        key,
        (topic, followers) -> {
          followers.remove(follower);
          return followers.isEmpty() ? null : followers;
        });
  }
}
