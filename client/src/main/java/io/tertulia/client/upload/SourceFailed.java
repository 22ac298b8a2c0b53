package io.tertulia.client.upload;

import io.tertulia.client.link.Failure;
import io.tertulia.protocol.ErrorCode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The bytes could not be read, or are not what was announced. Trying again does not help.
final class SourceFailed extends IOException {
  SourceFailed(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// A source that threw.
  static SourceFailed by(Exception thrown) {
    return new SourceFailed("source: " + thrown, thrown);
  }

  Failure failure() {
    return new Failure(ErrorCode.INVALID_ARGUMENT, String.valueOf(getMessage()), getCause());
  }
}
