package io.tertulia.client;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A subscription to a user.
final class LiveUser extends LiveSubscription<UserSnapshot> implements UserSubscription {
  private final String id;

  LiveUser(Session session, String id, @Nullable Consumer<@Nullable UserSnapshot> listener) {
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
  @Nullable Active<UserSnapshot> look() {
    return session().follows().knowsUser(id)
        ? new Active<>(session().views().user(id), true)
        : null;
  }

  @Override
  void watch() {
    session().follows().watchUser(id, this);
  }

  @Override
  void unwatch() {
    session().follows().unwatchUser(id, this);
  }
}
