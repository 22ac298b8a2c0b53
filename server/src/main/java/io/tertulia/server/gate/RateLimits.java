package io.tertulia.server.gate;

import java.time.Duration;

/// How fast apps and users may go. Each is a bucket that holds so many tokens, and gets so many
/// back; `docs/operations.md` names what happens when it is empty.
///
/// @param enforced false lets everybody go as fast as they can
/// @param restBurst calls of the REST API by one app at once; a batch is none of them
/// @param restPerSecond calls of the REST API by one app, in the long run
/// @param batchBurst batches of one app at once
/// @param batchPerSecond batches of one app, in the long run
/// @param commandsBurst commands of one user over WebSockets at once, all his connections together
/// @param commandsPerSecond commands of one user over WebSockets, in the long run
/// @param typingBurst how often one user may say at once that he types
/// @param typingPerSecond how often one user may say that he types, in the long run
/// @param anonymousEvery after how long one address may make one more anonymous app
public record RateLimits(
    boolean enforced,
    int restBurst,
    int restPerSecond,
    int batchBurst,
    int batchPerSecond,
    int commandsBurst,
    int commandsPerSecond,
    int typingBurst,
    int typingPerSecond,
    Duration anonymousEvery) {
  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

  public static final RateLimits DEFAULT = new RateLimits(true, 600, 9, 500, 1, 200, 20, 10, 1);

  public RateLimits {
    for (int limit :
        new int[] {
          restBurst,
          restPerSecond,
          batchBurst,
          batchPerSecond,
          commandsBurst,
          commandsPerSecond,
          typingBurst,
          typingPerSecond
        }) {
      if (limit < 1) {
        throw new IllegalArgumentException("rates: " + limit + " (expected: at least 1)");
      }
    }
    if (anonymousEvery.toMillis() < 1) {
      throw new IllegalArgumentException("rates: no time (expected: at least 1ms)");
    }
  }

  /// The same, with as many anonymous apps as in [#DEFAULT].
  public RateLimits(
      boolean enforced,
      int restBurst,
      int restPerSecond,
      int batchBurst,
      int batchPerSecond,
      int commandsBurst,
      int commandsPerSecond,
      int typingBurst,
      int typingPerSecond) {
    this(
        enforced,
        restBurst,
        restPerSecond,
        batchBurst,
        batchPerSecond,
        commandsBurst,
        commandsPerSecond,
        typingBurst,
        typingPerSecond,
        HALF_A_MINUTE);
  }

  /// The same, with nobody held back or with everybody.
  public RateLimits enforced(boolean on) {
    return new RateLimits(
        on,
        restBurst,
        restPerSecond,
        batchBurst,
        batchPerSecond,
        commandsBurst,
        commandsPerSecond,
        typingBurst,
        typingPerSecond,
        anonymousEvery);
  }
}
