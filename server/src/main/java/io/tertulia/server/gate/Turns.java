package io.tertulia.server.gate;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Keeps the order of one connection's requests: commands are handed on as they come, anything else
/// waits until the commands before it are done.
///
/// Commands are announced by the event loop, and done on any thread; what waited then runs there,
/// one after the other.
final class Turns {
  private final Deque<Turn> turns = new ArrayDeque<>(4);
  private boolean running;

  /// A command was handed on. Say [#done] when it is.
  Turn command() {
    Turn turn = new Turn(null);
    synchronized (this) {
      turns.add(turn);
    }
    return turn;
  }

  /// Runs this after the commands before it. It must be short.
  void after(Runnable request) {
    synchronized (this) {
      turns.add(new Turn(request));
    }
    advance();
  }

  /// A command is done.
  void done(Turn command) {
    synchronized (this) {
      command.done = true;
    }
    advance();
  }

  private void advance() {
    for (Runnable next = next(); next != null; next = next()) {
      try {
        next.run();
      } finally {
        synchronized (this) {
          running = false;
        }
      }
    }
  }

  private synchronized @Nullable Runnable next() {
    while (!turns.isEmpty() && turns.getFirst().done) {
      turns.removeFirst();
    }
    Turn first = turns.peekFirst();
    if (running || first == null || first.request == null) {
      return null;
    }
    turns.removeFirst();
    running = true;
    return first.request;
  }

  /// The place of one request in the row.
  static final class Turn {
    private final @Nullable Runnable request;
    private boolean done;

    private Turn(@Nullable Runnable request) {
      this.request = request;
    }
  }
}
