package io.tertulia.protocol.command;

import java.util.Locale;

/// What to do with something that is already there, or is not.
public enum Mode {
  /// Creates it when it is missing, changes it otherwise.
  UPSERT,
  /// Creates it when it is missing, changes nothing otherwise.
  CREATE,
  /// Changes it; refused when it is missing.
  EDIT;

  /// The word in JSON.
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The mode of that word.
  ///
  /// @throws IllegalArgumentException when it is none
  public static Mode parse(String wire) {
    for (Mode mode : values()) {
      if (mode.wire().equals(wire)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("mode: " + wire + " (expected: upsert, create or edit)");
  }
}
