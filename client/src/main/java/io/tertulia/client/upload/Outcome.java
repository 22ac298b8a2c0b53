package io.tertulia.client.upload;

import io.tertulia.client.link.Failure;

/// What became of a request.
sealed interface Outcome {
  /// It was carried out.
  record Done(Answer answer) implements Outcome {}

  /// It may go well another time.
  ///
  /// @param said whether the server itself says so, and not the way to it
  record Lost(Failure failure, boolean said) implements Outcome {}

  /// It will not go well.
  record Refused(Failure failure) implements Outcome {}
}
