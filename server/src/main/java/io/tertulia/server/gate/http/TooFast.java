package io.tertulia.server.gate.http;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import java.time.Duration;

/// The refusal of somebody who asks more often than he may.
public final class TooFast extends Refusal {
  private static final long serialVersionUID = 1;

  private final Duration wait;

  /// @param wait until the same would be taken
  public TooFast(String message, Duration wait) {
    super(ErrorCode.LIMIT_EXCEEDED, message);
    this.wait = wait;
  }

  /// Whole seconds after which the same would be taken; at least 1.
  public long seconds() {
    return Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
  }
}
