package io.tertulia.testkit.law;

import io.tertulia.client.TalkException;
import io.tertulia.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/// What a client other than the SDK was refused.
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ErrorCode code;

  Refused(ErrorCode code, String message) {
    super(code + ": " + message);
    this.code = code;
  }

  /// The code of a refusal, by whichever client; null for any other failure.
  static @Nullable ErrorCode code(@Nullable Throwable failure) {
    return switch (failure) {
      case TalkException refused -> refused.code();
      case Refused refused -> refused.code;
      case null, default -> null;
    };
  }
}
