package io.tertulia.protocol;

/// What a participant may do in a conversation.
public enum Access {
  /// Takes no part, and cannot come back until the app itself lets them: what clients see is
  /// somebody who left. Only the app itself gives it.
  NONE("None"),
  /// May read, may not write; is still listed as a participant.
  READ("Read"),
  /// May read and write; the default.
  READ_WRITE("ReadWrite");

  private final String wire;

  Access(String wire) {
    this.wire = wire;
  }

  /// The word in JSON.
  public String wire() {
    return wire;
  }

  /// The access of that word.
  ///
  /// @throws IllegalArgumentException when it is none
  public static Access parse(String wire) {
    for (Access access : values()) {
      if (access.wire.equals(wire)) {
        return access;
      }
    }
    throw new IllegalArgumentException("access: " + wire + " (expected: Read, ReadWrite or None)");
  }
}
