package io.tertulia.server.files;

import io.tertulia.server.media.MediaFacts;
import java.io.IOException;
import java.nio.file.Path;

/// Tells what a file is by its bytes.
@FunctionalInterface
public interface Inspector {
  /// What the bytes of a file say. May wait for the disk; for any thread.
  ///
  /// @throws IOException when the file cannot be read
  MediaFacts look(Path file) throws IOException;
}
