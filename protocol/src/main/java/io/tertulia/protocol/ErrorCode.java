package io.tertulia.protocol;

/// Why something failed. The code is the contract, the text beside it is for people.
public enum ErrorCode {
  /// A value is malformed or out of range.
  INVALID_ARGUMENT,
  /// The message, user, participant or conversation does not exist.
  NOT_FOUND,
  /// Only participants of the conversation may do this.
  NOT_PARTICIPANT,
  /// The user's access or role does not allow this.
  PERMISSION_DENIED,
  /// The app does not let clients change users or conversations.
  SYNC_DISABLED,
  /// A count, size or rate is over its limit.
  LIMIT_EXCEEDED,
  /// The file was not accepted.
  FILE_REJECTED,
  /// The token is missing, malformed, forged, or for somebody else.
  UNAUTHENTICATED,
  /// The token was good and is over.
  TOKEN_EXPIRED,
  /// No such app on this server.
  UNKNOWN_APP,
  /// The session was closed.
  SESSION_CLOSED,
  /// The subscription had ended before the request could be answered.
  SUBSCRIPTION_ENDED,
  /// A newer request of the same kind took the place of this one.
  SUPERSEDED,
  /// The server could not be reached, or is not able to answer now.
  UNAVAILABLE,
  /// A mistake in the server; the text names an incident id that stands in its log.
  INTERNAL;

  /// Says whether the same request may succeed later without any change.
  public boolean retryable() {
    return this == UNAVAILABLE;
  }

  /// Says whether the whole session ends with this error, not only one request.
  public boolean endsSession() {
    return switch (this) {
      case UNAUTHENTICATED, TOKEN_EXPIRED, UNKNOWN_APP, SESSION_CLOSED -> true;
      default -> false;
    };
  }

  /// The code of that name; [#INTERNAL] when a newer peer sends one that is unknown here.
  public static ErrorCode parse(String wire) {
    for (ErrorCode code : values()) {
      if (code.name().equals(wire)) {
        return code;
      }
    }
    return INTERNAL;
  }
}
