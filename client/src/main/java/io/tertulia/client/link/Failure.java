package io.tertulia.client.link;

import io.tertulia.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/// Why something will not come about.
public record Failure(ErrorCode code, String message, @Nullable Throwable cause) {
  /// A line that broke, or could not be had.
  static Failure lost(String message) {
    return of(ErrorCode.UNAVAILABLE, message);
  }

  public static Failure of(ErrorCode code, String message) {
    return new Failure(code, message, null);
  }
}
