package io.tertulia.server.delivery;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import java.util.concurrent.CompletionException;

/// Why a follow is refused.
final class Refusals {
  private Refusals() {}

  /// The refusal that a read failed with.
  static Refusal of(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException wrapped && wrapped.getCause() != null
            ? wrapped.getCause()
            : failure;
    return cause instanceof Refusal refusal
        ? refusal
        : new Refusal(ErrorCode.UNAVAILABLE, "the store could not be read");
  }

  /// One more than one connection may follow.
  static Refusal tooMany(String what, int max) {
    return new Refusal(
        ErrorCode.LIMIT_EXCEEDED, what + " followed: one more (expected: at most " + max + ")");
  }
}
