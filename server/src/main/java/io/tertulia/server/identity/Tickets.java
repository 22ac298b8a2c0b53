package io.tertulia.server.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.random.RandomGenerator;

/// What stands in a link by which a browser fetches something of an app: a credential must not, as
/// addresses are kept and shown. Each is good once, for [#LIFE]; only the newest [#MOST] are, and
/// none after a restart. Safe for use by any thread.
public final class Tickets {
  /// How long a ticket is good.
  public static final Duration LIFE = Duration.ofMinutes(1);

  static final int MOST = 1_000;
  private static final int CHARACTERS = 40;

  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<String, Ticket> tickets = new HashMap<>();

  /// The same, the oldest first, and those that were used.
  private final Queue<String> inOrder = new ArrayDeque<>();

  /// @param random a source that nobody can foretell
  public Tickets(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /// What a ticket is good for.
  ///
  /// @param app the app's key
  private record Ticket(long app, Instant end) {}

  /// Makes a ticket.
  ///
  /// @param app the app's key
  public synchronized Issued issue(long app) {
    Instant end = clock.instant().plus(LIFE);
    String text = Base62.random(random, CHARACTERS);
    tickets.put(text, new Ticket(app, end));
    inOrder.add(text);
    while (inOrder.size() > MOST) {
      tickets.remove(inOrder.remove());
    }
    return new Issued(text, end);
  }

  /// A ticket that was made, and when it is over.
  public record Issued(String text, Instant end) {}

  /// Says whether that is a ticket for an app, which is over by that.
  public synchronized boolean use(String text, long app) {
    Ticket ticket = tickets.remove(text);
    return ticket != null && ticket.app() == app && clock.instant().isBefore(ticket.end());
  }
}
