package io.tertulia.server.webhooks;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// How many requests may be under way. Belongs to the courier's thread.
///
/// A request has a seat until it is answered, but not longer than a fifth of the time that it may
/// take: then it goes on standing, and leaves the seat to others. So receivers that hang, however
/// many they are, hold others up for moments. There are four places to stand for each seat. Those
/// in trouble have half of the seats, and half of all places.
final class Seats {
  private static final int STANDING = 4;

  private final int seats;
  private final long patience;
  private final Deque<Taken> taken = new ArrayDeque<>();
  private int all;
  private int probes;

  /// @param timeout of a request
  Seats(int seats, Duration timeout) {
    this.seats = seats;
    this.patience = Math.max(timeout.toMillis() / (STANDING + 1), 1);
  }

  /// How many requests there may be at the same time.
  static int places(int seats) {
    return (STANDING + 1) * seats;
  }

  boolean isEmpty() {
    return all == 0;
  }

  /// Those who sat long enough rise.
  void pass(long now) {
    while (!taken.isEmpty() && taken.peek().since + patience <= now) {
      taken.remove();
    }
  }

  boolean isFree() {
    return taken.size() < seats && all < places(seats);
  }

  boolean isFreeForProbe() {
    int half = Math.max(seats / 2, 1);
    return isFree()
        && probes < Math.max(places(seats) / 2, 1)
        && taken.stream().filter(one -> one.trip.isProbe()).count() < half;
  }

  /// When the next one rises for whom others wait; `Long.MAX_VALUE` when nobody sits, or all places
  /// are taken.
  long due() {
    return taken.isEmpty() || all >= places(seats) ? Long.MAX_VALUE : taken.peek().since + patience;
  }

  void take(Line.Trip trip, long now) {
    taken.add(new Taken(trip, now));
    all++;
    probes += trip.isProbe() ? 1 : 0;
  }

  void leave(Line.Trip trip) {
    all--;
    probes -= trip.isProbe() ? 1 : 0;
    taken.removeIf(one -> one.trip.equals(trip));
  }

  void clockWentBack(long millis) {
    for (int i = taken.size(); i > 0; i--) {
      Taken one = taken.remove();
      taken.add(new Taken(one.trip, one.since - millis));
    }
  }

  private record Taken(Line.Trip trip, long since) {}
}
