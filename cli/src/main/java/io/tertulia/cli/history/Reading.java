package io.tertulia.cli.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// One pass through files: each line is parsed, checked, counted and handed on.
final class Reading {
  private final Sink sink;
  private final Tally tally;
  private final Progress progress;
  private final Sources sources;
  private final Sequence sequence = new Sequence();

  Reading(Sources sources, Sink sink, Tally tally, Progress progress) {
    this.sources = sources;
    this.sink = sink;
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
      sink.finish();
      throw e;
    }
    sink.finish();
  }

  private void one(Path path) throws IOException, InterruptedException, BadLineException {
    try (HistoryFile file = HistoryFile.open(sources, path, progress::read)) {
      for (byte[] bytes = file.next(); bytes != null; bytes = file.next()) {
        HistoryLine line = parsed(bytes, file.place());
        tally.read(line);
        sink.take(line, file.place(), bytes.length);
        progress.went(tally.messages());
      }
    }
  }

  private HistoryLine parsed(byte[] bytes, Place place) throws BadLineException {
    try {
      HistoryLine line = HistoryLine.parse(bytes);
      sequence.follow(line);
      return line;
    } catch (IllegalArgumentException e) {
      throw new BadLineException(place, String.valueOf(e.getMessage()));
    }
  }
}
