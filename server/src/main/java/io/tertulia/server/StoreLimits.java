package io.tertulia.server;

/// How much the store takes on.
///
/// @param readers reads that run at the same time
/// @param waitingReads one more is refused as `UNAVAILABLE`
/// @param waitingCommands one more is refused as `UNAVAILABLE`
/// @param commitCommands commands in one commit; more wait for the next
public record StoreLimits(int readers, int waitingReads, int waitingCommands, int commitCommands) {
  public static final StoreLimits DEFAULT = new StoreLimits(4, 10_000, 10_000, 500);
}
