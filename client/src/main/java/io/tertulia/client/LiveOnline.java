package io.tertulia.client;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A subscription to whether a user is online.
final class LiveOnline extends LiveSubscription<UserOnlineSnapshot>
    implements UserOnlineSubscription {
  private final String id;

  LiveOnline(
      Session session, String id, @Nullable Consumer<@Nullable UserOnlineSnapshot> listener) {
    super(
        session,
        active -> {
          if (listener != null) {
            listener.accept(active.latestSnapshot());
          }
        });
    this.id = id;
  }

  @Override
  @Nullable Active<UserOnlineSnapshot> look() {
    Boolean online = session().follows().online(id);
    if (online == null || !session().follows().knowsUser(id)) {
      return null;
    }
    UserSnapshot user = session().views().user(id);
    return new Active<>(user == null ? null : new UserOnlineSnapshot(user, online), true);
  }

  @Override
  void watch() {
    session().follows().watchOnline(id, this);
    session().follows().watchUser(id, this);
  }

  @Override
  void unwatch() {
    session().follows().unwatchOnline(id, this);
    session().follows().unwatchUser(id, this);
  }
}
