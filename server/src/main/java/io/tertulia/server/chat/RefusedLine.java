package io.tertulia.server.chat;

import io.tertulia.protocol.command.Refusal;

/// The refusal of lines of an archive that were to be written together, as one of them cannot be.
/// None of them was written. Its message names the line.
public final class RefusedLine extends Refusal {
  private static final long serialVersionUID = 1;

  private final long number;

  RefusedLine(long number, Refusal why) {
    super(why.code(), "line " + number + ": " + why.getMessage());
    this.number = number;
  }

  /// Which line, from 1 up.
  public long number() {
    return number;
  }
}
