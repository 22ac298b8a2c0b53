package io.tertulia.server.webhooks;

/// An entry of the outbox on its way to one webhook. Belongs to the courier's thread, but for the
/// time of an attempt.
final class Parcel {
  private final OutboxRows.Heading heading;
  private long place;

  Parcel(OutboxRows.Heading heading) {
    this.heading = heading;
  }

  long sequence() {
    return heading.sequence();
  }

  String lane() {
    return heading.lane();
  }

  /// The place of the last of its events that was taken; 0 for none.
  long place() {
    return place;
  }

  void takenUpTo(long lastPlace) {
    place = lastPlace;
  }
}
