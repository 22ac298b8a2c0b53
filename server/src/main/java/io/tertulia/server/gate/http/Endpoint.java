package io.tertulia.server.gate.http;

import java.io.IOException;

/// Answers requests of one kind. Runs on a virtual thread of its own and may wait.
@FunctionalInterface
public interface Endpoint {

  /// The answer.
  ///
  /// @throws io.tertulia.protocol.command.Refusal an expected no
  /// @throws IllegalArgumentException when something in the request is not as it should be
  /// @throws IOException when the body broke off, or a file could not be opened
  Reply answer(Request request) throws IOException;
}
