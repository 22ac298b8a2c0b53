package io.tertulia.bench.subject;

import java.net.URI;
import java.nio.file.Path;

/// How a server is started.
public interface Launcher {
  /// Starts one, and returns when it listens.
  ///
  /// @param data its folder
  /// @param config its file of settings
  Running start(Path data, Path config);

  /// A server that runs.
  interface Running {
    URI uri();

    long pid();

    /// Ends it as an operator does, and returns when it is gone.
    void stop();
  }
}
