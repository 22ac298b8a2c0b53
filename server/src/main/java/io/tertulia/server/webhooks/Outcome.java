package io.tertulia.server.webhooks;

/// What came of an attempt.
sealed interface Outcome {

  /// An event was taken.
  ///
  /// @param place within its entry; 0 when that is all of it
  record Taken(long place) implements Outcome {}

  /// There is nothing more to bring of the entry.
  enum Over implements Outcome {
    OVER
  }

  /// The event was not taken.
  ///
  /// @param why a status, or the class of an exception
  record Refused(String why) implements Outcome {}
}
