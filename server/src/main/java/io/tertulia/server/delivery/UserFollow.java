package io.tertulia.server.delivery;

import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// The users that one connection follows. Guarded by its follower's monitor.
final class UserFollow {
  private final Hub hub;
  private final Follower follower;
  private final Reads reads;
  private final Outlet outlet;
  private final int max;
  private final Set<String> users = new HashSet<>(4);

  UserFollow(Hub hub, Follower follower, Reads reads, Outlet outlet, int max) {
    this.hub = hub;
    this.follower = follower;
    this.reads = reads;
    this.outlet = outlet;
    this.max = max;
  }

  void follow(ClientFrame.FollowUsers request) {
    synchronized (follower) {
      if (follower.closed()) {
        return;
      }
      Set<String> wanted = new HashSet<>(users);
      wanted.addAll(request.versions().keySet());
      if (wanted.size() > max) {
        outlet.refuse(request.id(), Refusals.tooMany("users", max));
        return;
      }
      users.addAll(wanted);
      request.versions().keySet().forEach(id -> hub.registerUser(topic(id), follower));
    }
    reads
        .users(request.versions())
        .whenComplete((found, failure) -> {
          if (failure == null) {
            outlet.send(Payload.of(new ServerFrame.Users(request.id(), found.put(), found.gone())));
          } else {
            outlet.refuse(request.id(), Refusals.of(failure));
            unfollow(request.versions().keySet());
          }
        });
  }

  void unfollow(Collection<String> unwanted) {
    synchronized (follower) {
      for (String id : unwanted) {
        if (users.remove(id)) {
          hub.unregisterUser(topic(id), follower);
        }
      }
    }
  }

  void end() {
    unfollow(Set.copyOf(users));
  }

  private TopicId topic(String id) {
    return new TopicId(follower.user().app(), id);
  }
}
