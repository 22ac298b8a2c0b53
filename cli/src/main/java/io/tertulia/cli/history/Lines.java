package io.tertulia.cli.history;

import io.tertulia.server.archive.ArchiveLine;
import java.io.IOException;

/// Where lines of an archive go.
interface Lines {
  /// Takes a line that stands at `place`.
  ///
  /// @param utf8 the line as it stands there
  void take(ArchiveLine line, byte[] utf8, Place place)
      throws IOException, InterruptedException, BadLineException;

  /// Returns when all that was taken is where it belongs.
  void finish() throws IOException, InterruptedException, BadLineException;

  /// For checking only.
  Lines NOWHERE =
      new Lines() {
        @Override
        public void take(ArchiveLine line, byte[] utf8, Place place) {}

        @Override
        public void finish() {}
      };
}
