package io.tertulia.protocol.fact;

/// Where a follower stands in a conversation.
///
/// @param epoch the life of the conversation: greater when its id was deleted and used again, or
///   when old messages were put below others
/// @param version the version of the last event that was applied; the first is 1, each next one
///   greater by one
public record Position(long epoch, long version) implements Comparable<Position> {
  public Position {
    if (epoch < 0 || version < 0) {
      throw new IllegalArgumentException(
          "position: " + epoch + "/" + version + " (expected: nothing negative)");
    }
  }

  @Override
  public int compareTo(Position other) {
    int byEpoch = Long.compare(epoch, other.epoch);
    return byEpoch != 0 ? byEpoch : Long.compare(version, other.version);
  }

  /// Says whether an event at `other` is the very next one after this position.
  public boolean precedes(Position other) {
    return other.epoch == epoch && other.version == version + 1;
  }
}
