package io.tertulia.cli.history;

import io.tertulia.server.archive.ArchiveLine;
import java.time.Duration;
import java.util.Locale;

/// What went by of an archive. For one thread.
final class LineTally {
  private long users;
  private long conversations;
  private long messages;
  private long files;
  private long lines;
  private long written;
  private long fresh;

  /// A line was read.
  void read(ArchiveLine line) {
    lines++;
    switch (line) {
      case ArchiveLine.User user -> users++;
      case ArchiveLine.Conversation conversation -> conversations++;
      case ArchiveLine.Message message -> messages++;
      case ArchiveLine.File file -> files++;
      default -> {}
    }
  }

  /// The server has taken some lines.
  ///
  /// @param count how many
  /// @param news how many of them said something new
  void written(long count, long news) {
    written += count;
    fresh += news;
  }

  long lines() {
    return lines;
  }

  long messages() {
    return messages;
  }

  /// Lines that the server has taken.
  long written() {
    return written;
  }

  /// All of it in one sentence, for instance behind `Imported`.
  String summary(Duration time) {
    double seconds = Math.max(time.toMillis(), 1) / 1000.0;
    String there = written > 0 && fresh == 0 ? "; all of it was there already" : "";
    return String.format(
        Locale.ROOT,
        "%,d people, %,d conversations, %,d messages and %,d files in %.1f s (%,.0f messages/s)%s",
        users,
        conversations,
        messages,
        files,
        seconds,
        messages / seconds,
        there);
  }
}
