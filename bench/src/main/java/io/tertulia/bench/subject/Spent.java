package io.tertulia.bench.subject;

/// What was used of this machine meanwhile, in microseconds.
///
/// @param wall on the clock
/// @param server processor time of the server
/// @param client processor time of this process
/// @param others processor time of all else: it disturbs
public record Spent(long wall, long server, long client, long others) {
  /// Begins to count.
  public static Meter begin(Subject subject) {
    return new Meter(subject, System.nanoTime(), subject.cpu(), own(), Machine.cpu());
  }

  private static long own() {
    return Machine.cpu(ProcessHandle.current().pid());
  }

  /// Counts from then on.
  public record Meter(Subject subject, long time, long server, long client, long machine) {
    /// What was used since.
    public Spent end() {
      long serverNow = subject.cpu() - server;
      long clientNow = own() - client;
      return new Spent(
          (System.nanoTime() - time) / 1_000,
          serverNow,
          clientNow,
          Math.max(0, Machine.cpu() - machine - serverNow - clientNow));
    }
  }
}
