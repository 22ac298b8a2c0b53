package io.tertulia.client.link;

import io.tertulia.protocol.frame.ClientFrame;
import org.jspecify.annotations.Nullable;

/// Shows the server a new token on the open line. Belongs to the turn.
final class Renewal {
  private final Outlet outlet;
  private final Credentials credentials;
  private final Bell again;
  private @Nullable Long question;

  Renewal(Outlet outlet, Credentials credentials, Bell again) {
    this.outlet = outlet;
    this.credentials = credentials;
    this.again = again;
  }

  /// Shows the token that there is now.
  void begin() {
    stop();
    String token = credentials.token();
    if (token != null && outlet.ready()) {
      long id = outlet.nextId();
      question = id;
      outlet.send(new ClientFrame.Renew(id, token));
    }
  }

  boolean asked(@Nullable Long id) {
    return question != null && question.equals(id);
  }

  /// The server could not look at the token now.
  void refused() {
    stop();
    again.ring(Credentials.REPEAT_MILLIS, this::begin);
  }

  /// It was answered, or the line is down.
  void stop() {
    question = null;
    again.silence();
  }
}
