package io.tertulia.client;

import java.time.Instant;

/// How a session's line to the server stands: for a banner, or a dot, in an application.
///
/// | State | is left when |
/// | --- | --- |
/// | [Idle] | something is asked for or subscribed to: [Connecting] |
/// | [Connecting] | the server welcomes the session: [Connected]; that fails: [Waiting] |
/// | [Connected] | the line breaks: [Waiting]; nothing was wanted for the idle time: [Idle] |
/// | [Waiting] | the wait is over: [Connecting]; nothing is wanted any longer: [Idle] |
///
/// Nothing has to be done in any of them: requests wait and subscriptions stay as they are until
/// the session is connected again.
public sealed interface ConnectionState {
  /// There is no line, because none is needed, or because the session is over.
  record Idle() implements ConnectionState {}

  /// A line is being opened, or the session waits for a token.
  record Connecting() implements ConnectionState {}

  /// The server answers.
  record Connected() implements ConnectionState {}

  /// The line broke, or could not be had; another one is tried soon.
  ///
  /// @param until when that is, by this machine's clock
  /// @param cause what happened, most often [io.tertulia.protocol.ErrorCode#UNAVAILABLE]; nothing
  ///   has failed by it
  record Waiting(Instant until, TalkException cause) implements ConnectionState {}
}
