package io.tertulia.client;

import io.tertulia.client.link.Failure;
import io.tertulia.protocol.ErrorCode;

/// Why a request, a subscription or a session failed. The code is the contract; the message is for
/// people.
public final class TalkException extends RuntimeException {
  private final ErrorCode code;

  TalkException(Failure failure) {
    super(failure.code() + ": " + failure.message(), failure.cause());
    this.code = failure.code();
  }

  static TalkException of(ErrorCode code, String message) {
    return new TalkException(Failure.of(code, message));
  }

  /// What went wrong.
  public ErrorCode code() {
    return code;
  }

  /// Says whether the same call may succeed later without any change.
  public boolean retryable() {
    return code.retryable();
  }
}
