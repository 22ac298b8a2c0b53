package io.tertulia.protocol.command;

import io.tertulia.protocol.ErrorCode;

/// An expected no to a command, a query or a connection. Carries no stack trace: it is an answer,
/// not a mistake.
public class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ErrorCode code;

  /// @param message for people; shows the offending and the expected value
  public Refusal(ErrorCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /// What the other side may rely on.
  public ErrorCode code() {
    return code;
  }
}
