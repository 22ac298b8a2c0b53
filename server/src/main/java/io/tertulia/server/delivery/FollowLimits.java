package io.tertulia.server.delivery;

/// How much one connection may follow.
///
/// @param conversations by themselves; one more is refused as `LIMIT_EXCEEDED`
/// @param users one more is refused as `LIMIT_EXCEEDED`; as many again of whom it is told whether
///   they are online
/// @param held announcements that wait while one conversation's state is read; one more ends the
///   connection, which resumes
public record FollowLimits(int conversations, int users, int held) {
  /// How many follows of one connection may wait for the answer to one before, of the same
  /// conversation or of the list; one more ends the connection as `LIMIT_EXCEEDED`. The protocol
  /// asks for one at a time.
  public static final int WAITING = 256;
}
