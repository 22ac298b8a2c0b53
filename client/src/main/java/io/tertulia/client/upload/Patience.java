package io.tertulia.client.upload;

import io.tertulia.client.link.Clock;
import io.tertulia.client.link.Retry;
import org.jspecify.annotations.Nullable;

/// How long something that fails is tried again: ten minutes without getting any further while the
/// server cannot be reached, 30 seconds while the server itself says that it is not able to.
/// Belongs to the turn.
final class Patience {
  static final long WITHOUT_LINE_MILLIS = 600_000;
  static final long WITH_SERVER_MILLIS = 30_000;

  private final Clock clock;
  private final Retry retry;
  private @Nullable Long stuckSince;

  Patience(Clock clock, Retry retry) {
    this.clock = clock;
    this.retry = retry;
  }

  /// It got further.
  void renew() {
    stuckSince = null;
    retry.succeeded();
  }

  /// Runs `next` after a while.
  ///
  /// @param said whether the server itself could not do it
  /// @return false when patience is over
  boolean retry(boolean said, Runnable next) {
    long now = clock.millis();
    long since = stuckSince == null ? now : stuckSince;
    stuckSince = since;
    if (now - since >= (said ? WITH_SERVER_MILLIS : WITHOUT_LINE_MILLIS)) {
      return false;
    }
    retry.failed(next);
    return true;
  }

  void stop() {
    retry.stop();
  }
}
