package io.tertulia.server.delivery;

import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The users of whom one connection is told whether they are online. Guarded by its follower's
/// monitor.
final class OnlineFollow {
  private final Presence presence;
  private final Follower follower;
  private final Reads reads;
  private final Outlet outlet;
  private final int max;
  private final Set<String> users = new HashSet<>(4);

  OnlineFollow(Presence presence, Follower follower, Reads reads, Outlet outlet, int max) {
    this.presence = presence;
    this.follower = follower;
    this.reads = reads;
    this.outlet = outlet;
    this.max = max;
  }

  /// Tells of users now, and whenever it changes, or refuses.
  void follow(ClientFrame.FollowOnline request) {
    try {
      reads.check(request.users());
    } catch (Refusal refusal) {
      outlet.refuse(request.id(), refusal);
      return;
    }
    synchronized (follower) {
      if (!follower.closed() && !follow(request.id(), request.users())) {
        outlet.refuse(request.id(), Refusals.tooMany("users", max));
      }
    }
  }

  /// False when these are too many.
  private boolean follow(long id, Collection<String> wanted) {
    Set<String> all = new HashSet<>(users);
    all.addAll(wanted);
    if (all.size() > max) {
      return false;
    }
    users.addAll(wanted);
    wanted.forEach(user -> presence.follow(topic(user), follower));
    tell(id, wanted);
    return true;
  }

  void unfollow(Collection<String> unwanted) {
    for (String user : unwanted) {
      if (users.remove(user)) {
        presence.unfollow(topic(user), follower);
      }
    }
  }

  void end() {
    unfollow(Set.copyOf(users));
  }

  /// It changed whether these users are online.
  void changed(Collection<String> ids) {
    Set<String> followed = new HashSet<>(ids);
    followed.retainAll(users);
    if (!followed.isEmpty()) {
      tell(null, followed);
    }
  }

  private void tell(@Nullable Long id, Collection<String> ids) {
    Map<String, Boolean> online = new LinkedHashMap<>();
    ids.forEach(user -> online.put(user, presence.online(topic(user))));
    outlet.send(Payload.of(new ServerFrame.Online(id, online)));
  }

  private TopicId topic(String userId) {
    return new TopicId(follower.user().app(), userId);
  }
}
