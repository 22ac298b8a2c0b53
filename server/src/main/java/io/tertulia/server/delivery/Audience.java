package io.tertulia.server.delivery;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Connections, by what of one kind they follow. Safe for use by any thread; a topic's entry is
/// locked only while a connection is added or removed.
final class Audience {
  private final Map<TopicId, Set<Follower>> followers = new ConcurrentHashMap<>();

  /// Those who follow a topic; a view that changes with them.
  Set<Follower> of(TopicId topic) {
    return followers.getOrDefault(topic, Set.of());
  }

  /// The topics of an app that anybody follows.
  List<TopicId> ofApp(long app) {
    return followers.keySet().stream().filter(topic -> topic.app() == app).toList();
  }

  void add(TopicId topic, Follower follower) {
    followers.compute(
        topic,
        (id, known) -> {
          Set<Follower> followers = known == null ? ConcurrentHashMap.newKeySet(2) : known;
          followers.add(follower);
          return followers;
        });
  }

  void remove(TopicId topic, Follower follower) {
    followers.computeIfPresent(
        topic,
        (id, followers) -> {
          followers.remove(follower);
          return followers.isEmpty() ? null : followers;
        });
  }

  /// How many there are, one that follows two topics counted twice.
  int size() {
    return followers.values().stream().mapToInt(Collection::size).sum();
  }
}
