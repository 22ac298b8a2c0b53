package io.tertulia.client.follow;

import io.tertulia.client.link.Failure;
import io.tertulia.client.link.Outlet;
import io.tertulia.client.link.Retry;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The users of whom somebody wants to see whether they are online. Belongs to the turn.
///
/// What was told last stays while the line is down, and is told anew behind that.
final class OnlineFollows {
  private final Outlet outlet;
  private final Retry retry;
  private final Runnable touch;
  private final Map<String, Set<Watcher>> watchers = new HashMap<>();
  private final Map<String, Boolean> told = new HashMap<>();

  /// Named to the server on this line.
  private final Set<String> followed = new HashSet<>();

  private final Map<Long, List<String>> questions = new HashMap<>();

  /// Whether it may differ who is followed and who is looked at.
  private boolean unsettled;

  /// @param touch asks for these follows to be looked at when the turn is at rest
  OnlineFollows(Outlet outlet, Retry retry, Runnable touch) {
    this.outlet = outlet;
    this.retry = retry;
    this.touch = touch;
  }

  /// Whether that user is online; null when nobody has said.
  @Nullable Boolean online(String id) {
    return told.get(id);
  }

  void add(String id, Watcher watcher) {
    watchers.computeIfAbsent(id, ignored -> new LinkedHashSet<>()).add(watcher);
    unsettled = true;
  }

  void remove(String id, Watcher watcher) {
    Set<Watcher> left = watchers.get(id);
    if (left != null && left.remove(watcher) && left.isEmpty()) {
      watchers.remove(id);
      unsettled = true;
    }
  }

  /// Asks for those who are looked at, and no longer for others.
  void ensure() {
    if (!unsettled || !outlet.ready() || retry.waiting()) {
      return;
    }
    unsettled = false;
    told.keySet().retainAll(watchers.keySet());
    List<String> gone = new ArrayList<>(followed);
    gone.removeAll(watchers.keySet());
    if (!gone.isEmpty()) {
      gone.forEach(followed::remove);
      outlet.send(new ClientFrame.Unfollow(List.of(), List.of(), false, gone));
    }
    List<String> wanted = new ArrayList<>(watchers.keySet());
    wanted.removeAll(followed);
    for (int i = 0; i < wanted.size(); i += UserFollows.MAX_IN_FRAME) {
      ask(wanted.subList(i, Math.min(wanted.size(), i + UserFollows.MAX_IN_FRAME)));
    }
  }

  void told(ServerFrame.Online frame) {
    if (frame.id() != null && questions.remove(frame.id()) != null) {
      retry.succeeded();
    }
    frame
        .users()
        .forEach((id, online) -> {
          if (watchers.containsKey(id)) {
            told.put(id, online);
            refresh(id);
          }
        });
  }

  /// Takes a refusal if it answers what was asked here.
  void refused(long id, Failure failure) {
    List<String> asked = questions.remove(id);
    if (asked == null) {
      return;
    }
    followed.removeAll(asked);
    unsettled = true;
    if (failure.code() == ErrorCode.UNAVAILABLE) {
      retry.failed(touch);
      return;
    }
    if (asked.size() > 1) {
      // Perhaps it is because of one of them.
      ask(asked.subList(0, asked.size() / 2));
      ask(asked.subList(asked.size() / 2, asked.size()));
      return;
    }
    for (String user : asked) {
      Collection<Watcher> ended = watchers.remove(user);
      if (ended != null) {
        ended.forEach(watcher -> watcher.fail(failure));
      }
    }
  }

  void lineDown() {
    retry.stop();
    questions.clear();
    followed.clear();
    unsettled = true;
  }

  private void ask(List<String> ids) {
    long number = outlet.nextId();
    followed.addAll(ids);
    questions.put(number, List.copyOf(ids));
    outlet.send(new ClientFrame.FollowOnline(number, ids));
  }

  private void refresh(String id) {
    List.copyOf(watchers.getOrDefault(id, Set.of())).forEach(Watcher::refresh);
  }
}
