package io.tertulia.server.identity;

import java.util.Locale;

/// What clients may change of conversations and participations. Messages are no part of it.
public enum ConversationSync {
  /// Clients create conversations, change them and join by themselves.
  OPEN,
  /// Clients create and change conversations; they join only where they are already named as
  /// participants.
  INVITE,
  /// Clients change nothing but their own choice of notifications.
  OFF;

  /// The word in JSON.
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The setting of that word.
  ///
  /// @param path names it in errors
  /// @throws IllegalArgumentException when it is none
  static ConversationSync parse(String wire, String path) {
    for (ConversationSync sync : values()) {
      if (sync.wire().equals(wire)) {
        return sync;
      }
    }
    throw new IllegalArgumentException(path + ": " + wire + " (expected: open, invite or off)");
  }
}
