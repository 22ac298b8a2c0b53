package io.tertulia.client.follow;

import io.tertulia.client.link.Failure;
import io.tertulia.client.link.Outlet;
import io.tertulia.client.link.Retry;
import io.tertulia.client.mirror.Mirror;
import io.tertulia.client.mirror.Users;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All users that the mirror holds or somebody looks at, followed so that they are always current.
/// Belongs to the turn.
final class UserFollows {
  /// So many go into one frame.
  static final int MAX_IN_FRAME = 1_000;

  private final Mirror mirror;
  private final Outlet outlet;
  private final Retry retry;
  private final Runnable touch;
  private final Map<String, Set<Watcher>> watchers = new HashMap<>();

  /// Named to the server on this line.
  private final Set<String> followed = new HashSet<>();

  /// Of whom the server has told whether they exist.
  private final Set<String> answered = new HashSet<>();

  private final Set<String> wanted = new LinkedHashSet<>();
  private final Map<Long, List<String>> questions = new HashMap<>();

  UserFollows(Mirror mirror, Outlet outlet, Retry retry, Runnable touch) {
    this.mirror = mirror;
    this.outlet = outlet;
    this.retry = retry;
    this.touch = touch;
  }

  /// Says whether it is known if that user exists.
  boolean knows(String id) {
    return mirror.users().get(id) != null || answered.contains(id);
  }

  void add(String id, Watcher watcher) {
    watchers.computeIfAbsent(id, ignored -> new LinkedHashSet<>()).add(watcher);
    want(Set.of(id));
  }

  void remove(String id, Watcher watcher) {
    Set<Watcher> left = watchers.get(id);
    if (left != null && left.remove(watcher) && left.isEmpty()) {
      watchers.remove(id);
    }
  }

  /// These users are to be followed, unless they are.
  void want(Collection<String> ids) {
    for (String id : ids) {
      if (!followed.contains(id)) {
        wanted.add(id);
      }
    }
  }

  void refresh(Collection<String> ids) {
    for (String id : ids) {
      List.copyOf(watchers.getOrDefault(id, Set.of())).forEach(Watcher::refresh);
    }
  }

  void ensure() {
    if (!outlet.ready() || retry.waiting()) {
      return;
    }
    while (!wanted.isEmpty()) {
      List<String> ids = wanted.stream().limit(MAX_IN_FRAME).toList();
      ids.forEach(wanted::remove);
      ask(ids);
    }
  }

  void told(ServerFrame.Users told) {
    mirror.apply(told);
    List<String> asked = told.id() == null ? null : questions.remove(told.id());
    if (asked != null) {
      retry.succeeded();
      answered.addAll(asked);
      refresh(asked);
    }
  }

  /// Takes a refusal if it answers what was asked here.
  boolean refused(long id, Failure failure) {
    List<String> asked = questions.remove(id);
    if (asked == null) {
      return false;
    }
    followed.removeAll(asked);
    if (failure.code() == ErrorCode.UNAVAILABLE) {
      wanted.addAll(asked);
      retry.failed(touch);
      return true;
    }
    if (asked.size() > 1) {
      // Perhaps it is because of one of them.
      ask(asked.subList(0, asked.size() / 2));
      ask(asked.subList(asked.size() / 2, asked.size()));
      return true;
    }
    for (String user : asked) {
      Set<Watcher> ended = watchers.remove(user);
      if (ended != null) {
        ended.forEach(watcher -> watcher.fail(failure));
      }
    }
    return true;
  }

  /// Follows no longer who is neither looked at nor among these people, and forgets them.
  void retain(Set<String> people) {
    Set<String> kept = new HashSet<>(people);
    kept.addAll(watchers.keySet());
    List<String> gone = new ArrayList<>(followed);
    gone.removeAll(kept);
    wanted.retainAll(kept);
    followed.retainAll(kept);
    answered.retainAll(kept);
    mirror.retainUsers(kept);
    if (!gone.isEmpty() && outlet.ready()) {
      outlet.send(new ClientFrame.Unfollow(List.of(), gone, false));
    }
  }

  void lineDown() {
    retry.stop();
    questions.clear();
    wanted.addAll(followed);
    followed.clear();
    answered.clear();
  }

  private void ask(List<String> ids) {
    followed.addAll(ids);
    Users users = mirror.users();
    Map<String, Long> versions = new LinkedHashMap<>();
    ids.forEach(id -> versions.put(id, users.version(id)));
    long number = outlet.nextId();
    questions.put(number, List.copyOf(ids));
    outlet.send(new ClientFrame.FollowUsers(number, versions));
  }
}
