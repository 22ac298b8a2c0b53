package io.tertulia.cli.history;

import java.nio.file.Path;

/// Where a line stands.
///
/// @param line from 1 up
record Place(Path file, long line) {
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
