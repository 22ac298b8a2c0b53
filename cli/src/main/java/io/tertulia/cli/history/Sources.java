package io.tertulia.cli.history;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where files are read from: the disk or, for `-`, what is piped in, which can be read once. For
/// one thread.
final class Sources {
  private static final Path PIPED = Path.of("-");

  /// More than the first line takes, zipped or not, and what is read ahead of it.
  private static final int PEEK = HistoryFile.MAX_LINE_BYTES + (1 << 20);

  private final BufferedInputStream piped;

  /// @param piped what is piped in
  Sources(InputStream piped) {
    this.piped = new BufferedInputStream(piped, 1 << 16);
  }

  /// Opens a file; whoever asks closes it.
  ///
  /// @throws IOException when it cannot be opened; its message is for people
  InputStream open(Path path) throws IOException {
    if (path.equals(PIPED)) {
      return new Lent(piped);
    }
    if (Files.isDirectory(path)) {
      throw new IOException(path + ": a folder (expected: a file)");
    }
    try {
      return Files.newInputStream(path);
    } catch (NoSuchFileException e) {
      throw new IOException(path + ": no such file", e);
    }
  }

  /// The first line of a file, which is still to be read afterwards; null when it has none.
  ///
  /// @throws BadLineException when it is none
  byte @Nullable [] first(Path path) throws IOException, BadLineException {
    piped.mark(PEEK);
    try (HistoryFile file = HistoryFile.open(this, path, count -> {})) {
      return file.next();
    } finally {
      piped.reset();
    }
  }

  /// How many bytes some files have together; -1 when nobody can tell.
  long bytes(Iterable<Path> files) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      if (file.equals(PIPED)) {
        return -1;
      }
      bytes += Files.exists(file) ? Files.size(file) : 0;
    }
    return bytes;
  }

  /// A stream that stays open.
  private static final class Lent extends FilterInputStream {
    Lent(InputStream of) {
      super(of);
    }

    @Override
    public void close() {
      // Others read on.
    }
  }
}
