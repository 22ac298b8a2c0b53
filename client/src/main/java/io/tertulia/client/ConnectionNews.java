package io.tertulia.client;

import io.tertulia.client.link.Link;
import io.tertulia.client.link.Outage;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells how the line stands to those who want to know. Belongs to the turn.
final class ConnectionNews {
  private final Set<ConnectionListener> listeners = new LinkedHashSet<>();
  private ConnectionState now = new ConnectionState.Idle();
  private @Nullable Outage outage;
  private boolean over;

  void add(ConnectionListener listener) {
    if (over) {
      listener.end(now);
    } else {
      listeners.add(listener);
      listener.offer(now);
    }
  }

  void remove(ConnectionListener listener) {
    listeners.remove(listener);
  }

  /// Looks at the line, which may have changed.
  void look(Link link) {
    ConnectionState seen = state(link);
    if (!seen.equals(now)) {
      now = seen;
      listeners.forEach(listener -> listener.offer(seen));
    }
  }

  /// The session is over.
  void over() {
    over = true;
    now = new ConnectionState.Idle();
    List.copyOf(listeners).forEach(listener -> listener.end(now));
    listeners.clear();
  }

  private ConnectionState state(Link link) {
    Outage found = link.outage();
    if (found != null) {
      return waiting(found);
    } else if (link.ready()) {
      return new ConnectionState.Connected();
    }
    return link.atRest() ? new ConnectionState.Idle() : new ConnectionState.Connecting();
  }

  private ConnectionState waiting(Outage found) {
    if (now instanceof ConnectionState.Waiting && found.equals(outage)) {
      return now;
    }
    outage = found;
    return new ConnectionState.Waiting(
        Instant.ofEpochMilli(found.until()), new TalkException(found.why()));
  }
}
