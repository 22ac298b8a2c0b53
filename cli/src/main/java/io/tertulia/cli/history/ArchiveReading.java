package io.tertulia.cli.history;

import io.tertulia.server.archive.ArchiveLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One pass through the files of an archive: each line is parsed, counted and handed on.
final class ArchiveReading {
  private final Function<byte[], Lines> to;
  private final LineTally tally;
  private final Progress progress;
  private final Sources sources;
  private @Nullable Lines lines;

  /// @param to where lines go that stand behind that header
  ArchiveReading(Sources sources, Function<byte[], Lines> to, LineTally tally, Progress progress) {
    this.sources = sources;
    this.to = to;
    this.tally = tally;
    this.progress = progress;
  }

  /// Reads the files one after the other. What stands before a bad line gets where it belongs.
  void all(List<Path> files) throws IOException, InterruptedException, BadLineException {
    try {
      for (Path file : files) {
        one(file);
      }
    } catch (BadLineException e) {
      finish();
      throw e;
    }
    finish();
  }

  private void one(Path path) throws IOException, InterruptedException, BadLineException {
    try (HistoryFile file = HistoryFile.open(sources, path, progress::read)) {
      for (byte[] bytes = file.next(); bytes != null; bytes = file.next()) {
        ArchiveLine line = parsed(bytes, file.place());
        if (line instanceof ArchiveLine.Header) {
          finish();
          lines = to.apply(bytes);
        }
        if (lines == null) {
          throw new BadLineException(
              file.place(),
              "no header (expected: what ./tertulia export writes, from its first line)");
        }
        tally.read(line);
        lines.take(line, bytes, file.place());
        progress.went(tally.messages());
      }
    }
  }

  private void finish() throws IOException, InterruptedException, BadLineException {
    if (lines != null) {
      lines.finish();
    }
  }

  private static ArchiveLine parsed(byte[] bytes, Place place) throws BadLineException {
    try {
      return ArchiveLine.parse(bytes);
    } catch (IllegalArgumentException e) {
      throw new BadLineException(place, String.valueOf(e.getMessage()));
    }
  }
}
