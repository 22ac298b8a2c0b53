package io.tertulia.server.webhooks;

/// An entry of the outbox on its way to one webhook. Belongs to the courier's thread, but for the
/// time of an attempt.
final class Parcel {
  private final long sequence;
  private final String lane;
  private long place;

  /// @param lane the key of its lane
  /// @param place of the last of its events that was taken; 0 for none
  Parcel(long sequence, String lane, long place) {
    this.sequence = sequence;
    this.lane = lane;
    this.place = place;
  }

  long sequence() {
    return sequence;
  }

  /// The key of its lane.
  String lane() {
    return lane;
  }

  /// The place of the last of its events that was taken; 0 for none.
  long place() {
    return place;
  }

  void takenUpTo(long lastPlace) {
    place = lastPlace;
  }
}
