package io.tertulia.protocol;

import java.util.Locale;

/// How a message came in.
public enum MessageOrigin {
  /// The ordinary way: through the SDK, the web UI or the REST API.
  REST,
  /// With an import of history.
  IMPORT,
  /// As the reply to an e-mail notification.
  EMAIL,
  /// From a client of the older kind.
  WEB;

  /// The word in JSON.
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The origin of that word; [#REST] when it is unknown here.
  public static MessageOrigin parse(String wire) {
    for (MessageOrigin origin : values()) {
      if (origin.wire().equals(wire)) {
        return origin;
      }
    }
    return REST;
  }
}
