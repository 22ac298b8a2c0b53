package io.tertulia.server.gate.http;

/// A body of JSON has more bytes than its route lets through.
public final class BodyTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BodyTooLargeException(int max) {
    super(text(max), null, false, false);
  }

  /// What a client is told that brings more.
  public static String text(int max) {
    return "body: too large (expected: at most " + max + " bytes)";
  }
}
