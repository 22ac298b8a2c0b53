package io.tertulia.protocol;

/// Who speaks in a message.
public enum MessageType {
  /// Written by a user; has a sender.
  USER_MESSAGE("UserMessage"),
  /// Written by the application; has no sender.
  SYSTEM_MESSAGE("SystemMessage");

  private final String wire;

  MessageType(String wire) {
    this.wire = wire;
  }

  /// The word in JSON.
  public String wire() {
    return wire;
  }

  /// The type of that word.
  ///
  /// @throws IllegalArgumentException when it is none
  public static MessageType parse(String wire) {
    for (MessageType type : values()) {
      if (type.wire.equals(wire)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "type: " + wire + " (expected: UserMessage or SystemMessage)");
  }
}
