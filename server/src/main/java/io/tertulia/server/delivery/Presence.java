package io.tertulia.server.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/// Who is online on this node: whoever has a connection that shows it, and for [#GRACE] after the
/// last of these ended. Kept in memory alone.
///
/// Safe for use by any thread. Changes are told at the next tick, those of one tick in one frame a
/// follower; each frame tells what is true when it is queued.
final class Presence {
  /// So long somebody whose last connection ended counts as online.
  static final Duration GRACE = Duration.ofSeconds(10);

  private final LongSupplier nanos;
  private final Map<TopicId, Stay> stays = new ConcurrentHashMap<>();
  private final Audience audience = new Audience();
  private final Set<TopicId> changed = ConcurrentHashMap.newKeySet();

  /// As the grace is the same for all, who left first goes offline first.
  private final Queue<Departure> departures = new ConcurrentLinkedQueue<>();

  /// Somebody's last connection ended.
  ///
  /// @param until when the grace is over
  private record Departure(TopicId user, long until) {}

  /// A user's open connections. Its entry in the map guards what changes.
  private static final class Stay {
    private int open;
    private long until;
    private volatile boolean online = true;
  }

  /// @param nanos a time that never jumps, such as [System#nanoTime]
  Presence(LongSupplier nanos) {
    this.nanos = nanos;
  }

  boolean online(TopicId user) {
    Stay stay = stays.get(user);
    return stay != null && stay.online;
  }

  /// A connection that shows that its user is online was opened.
  void open(TopicId user) {
    boolean[] came = {false};
    stays.compute(
        user,
        (id, known) -> {
          came[0] = known == null;
          Stay stay = known == null ? new Stay() : known;
          stay.open++;
          return stay;
        });
    if (came[0]) {
      // Not before it can be read: whoever begins to follow now reads it, or is told.
      change(user);
    }
  }

  /// One that [#open] was called for ended.
  void close(TopicId user) {
    stays.computeIfPresent(
        user,
        (id, stay) -> {
          stay.open--;
          if (stay.open == 0) {
            stay.until = nanos.getAsLong() + GRACE.toNanos();
            departures.add(new Departure(id, stay.until));
          }
          return stay;
        });
  }

  /// Tells that follower when it changes whether the user is online.
  void follow(TopicId user, Follower follower) {
    audience.add(user, follower);
  }

  void unfollow(TopicId user, Follower follower) {
    audience.remove(user, follower);
  }

  /// Ends what is over; who is to be told of whom since this was last asked. Called by one thread.
  Map<Follower, Set<String>> takeNews() {
    long now = nanos.getAsLong();
    for (Departure next = departures.peek();
        next != null && next.until - now <= 0;
        next = departures.peek()) {
      departures.remove();
      depart(next);
    }
    Map<Follower, Set<String>> news = new HashMap<>();
    for (TopicId user : Set.copyOf(changed)) {
      changed.remove(user);
      for (Follower follower : audience.of(user)) {
        news.computeIfAbsent(follower, ignored -> new LinkedHashSet<>()).add(user.id());
      }
    }
    return news;
  }

  private void depart(Departure departure) {
    stays.computeIfPresent(
        departure.user(),
        (id, stay) -> {
          if (stay.open > 0 || stay.until != departure.until()) {
            return stay;
          }
          stay.online = false;
          change(id);
          return null;
        });
  }

  /// Whoever begins to follow later reads the truth.
  private void change(TopicId user) {
    if (!audience.of(user).isEmpty()) {
      changed.add(user);
    }
  }
}
