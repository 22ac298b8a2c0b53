package io.tertulia.server.webhooks;

/// What came of an attempt.
sealed interface Outcome {

  /// An event was taken.
  ///
  /// @param place within its entry; 0 when that is all of it
  record Taken(long place) implements Outcome {}

  /// The event was not taken.
  ///
  /// @param why a status, or the kind of failure
  record Refused(String why) implements Outcome {}

  /// What says nothing about the receiver.
  enum Untold implements Outcome {
    /// There is nothing more to bring of the entry.
    OVER,

    /// This server could not try, as its store had too much to do.
    PUT_OFF
  }
}
