package io.tertulia.cli.history;

import java.io.IOException;

/// Where lines go.
interface Sink {
  /// Takes a line that stands at `place`.
  ///
  /// @param bytes how long it is
  void take(HistoryLine line, Place place, int bytes)
      throws IOException, InterruptedException, BadLineException;

  /// Returns when all that was taken is where it belongs.
  void finish() throws IOException, InterruptedException, BadLineException;
}
