package io.tertulia.server.gate;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;

/// Why a WebSocket is closed: for programs in the last frame, for WebSocket in the status, for us
/// in a counter.
///
/// @param status as RFC 6455 numbers them
/// @param reason the value of the counter's label
record Farewell(ErrorCode code, String message, int status, String reason) {

  static Farewell malformed(String message) {
    return new Farewell(ErrorCode.INVALID_ARGUMENT, message, 1007, "malformed");
  }

  static Farewell binary() {
    return new Farewell(
        ErrorCode.INVALID_ARGUMENT, "frame: binary (expected: text)", 1003, "binary");
  }

  static Farewell violation(String message) {
    return new Farewell(ErrorCode.INVALID_ARGUMENT, message, 1008, "violation");
  }

  static Farewell protocolError() {
    return new Farewell(
        ErrorCode.INVALID_ARGUMENT, "not WebSocket as in RFC 6455", 1002, "protocol_error");
  }

  static Farewell tooLarge(int max) {
    return new Farewell(
        ErrorCode.LIMIT_EXCEEDED,
        "frame: too large (expected: at most " + max + ")",
        1009,
        "too_large");
  }

  static Farewell noHello() {
    return new Farewell(
        ErrorCode.UNAUTHENTICATED,
        "no hello in time (expected: the first frame)",
        1008,
        "no_hello");
  }

  static Farewell tokenOver() {
    return new Farewell(ErrorCode.TOKEN_EXPIRED, "the token is over", 1008, "token_over");
  }

  static Farewell slowReader() {
    return new Farewell(
        ErrorCode.UNAVAILABLE,
        "slow reader: too much waits (come back and resume)",
        1013,
        "slow_reader");
  }

  static Farewell shuttingDown() {
    return new Farewell(ErrorCode.UNAVAILABLE, "shutting down", 1001, "shutting_down");
  }

  /// The end that a refusal of the whole connection means.
  static Farewell of(Refusal refusal) {
    int status =
        switch (refusal.code()) {
          case INTERNAL -> 1011;
          case UNAVAILABLE, LIMIT_EXCEEDED -> 1013;
          default -> 1008;
        };
    return new Farewell(
        refusal.code(), String.valueOf(refusal.getMessage()), status, refusal.code().name());
  }
}
