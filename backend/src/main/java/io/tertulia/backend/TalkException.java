package io.tertulia.backend;

import io.tertulia.protocol.ErrorCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Why a call failed. The code is the contract; the message is for people.
public final class TalkException extends RuntimeException {
  private final ErrorCode code;
  private final boolean retryable;
  private final Map<String, List<String>> reasons;

  private TalkException(
      ErrorCode code,
      String message,
      boolean retryable,
      Map<String, List<String>> reasons,
      @Nullable Throwable cause) {
    super(code + ": " + message, cause);
    this.code = code;
    this.retryable = retryable;
    this.reasons = reasons;
  }

  static TalkException of(ErrorCode code, String message) {
    return new TalkException(code, message, code.retryable(), Map.of(), null);
  }

  static TalkException unavailable(String message, Throwable cause) {
    return new TalkException(ErrorCode.UNAVAILABLE, message, true, Map.of(), cause);
  }

  static TalkException refused(
      ErrorCode code, String message, boolean retryable, Map<String, List<String>> reasons) {
    return new TalkException(code, message, retryable, Map.copyOf(reasons), null);
  }

  /// What went wrong.
  public ErrorCode code() {
    return code;
  }

  /// Says whether the same call may succeed later without any change: the server could not be
  /// reached, was busy, or had too much to do for this app. Calls have then been repeated in vain
  /// for [BackendOptions.Builder#retryFor].
  public boolean retryable() {
    return retryable;
  }

  /// What the server found wrong, by the part of the request: a field, or a user's id where several
  /// were put. Empty when it named none. For people, like the message.
  public Map<String, List<String>> reasons() {
    return reasons;
  }
}
