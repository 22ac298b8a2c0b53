package io.tertulia.server.gate;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// What the sockets of one event loop share: one task that writes all that wait, one that looks
/// after their times.
///
/// However many frames are queued for however many sockets, the loop is woken once, and then writes
/// once to each socket.
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes its socket.
final class Loop {
  private static final long LOOK_EVERY_MS = 1_000;

  private final EventLoop events;
  private final Histogram delivery;
  private final Queue<Outgoing> dirty = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final Set<Connection> connections = new HashSet<>();
  private boolean leaving;
  private long wokenAt; // Handed to the loop with the task that it is woken with.

  Loop(EventLoop events, Histogram delivery) {
    this.events = events;
    this.delivery = delivery;
    events.scheduleAtFixedRate(this::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  /// Runs a task on the loop, later.
  void later(Runnable task) {
    events.execute(task);
  }

  /// Says that frames wait to leave. By any thread; once until they left.
  void dirty(Outgoing outgoing) {
    dirty.add(outgoing);
    if (!woken.get() && woken.compareAndSet(false, true)) {
      wokenAt = System.nanoTime();
      events.execute(this::write);
    }
  }

  /// A connection came. On the loop.
  void add(Connection connection) {
    connections.add(connection);
    if (leaving) {
      connection.leave();
    }
  }

  /// A connection went. On the loop.
  void remove(Connection connection) {
    connections.remove(connection);
  }

  /// Asks all connections to finish, and those that are still to come. By any thread.
  void leave() {
    events.execute(() -> {
      leaving = true;
      all().forEach(Connection::leave);
    });
  }

  /// Closes all connections at once. By any thread.
  void cut() {
    events.execute(() -> all().forEach(Connection::cut));
  }

  private void write() {
    long since = wokenAt;
    woken.set(false);
    int written = 0;
    for (Outgoing next = dirty.poll(); next != null; next = dirty.poll()) {
      next.write();
      written++;
    }
    delivery.took(System.nanoTime() - since, written);
  }

  private void look() {
    long now = System.nanoTime();
    all().forEach(connection -> connection.look(now));
  }

  private List<Connection> all() {
    return new ArrayList<>(connections);
  }
}
