package io.tertulia.cli.history;

import io.tertulia.protocol.command.HistoryEntry;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// What went by. Read by one thread, written to the server by others: only those two counts are
/// shared.
final class Tally {
  private final Set<String> people = new HashSet<>();
  private final Set<String> conversations = new HashSet<>();
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong known = new AtomicLong();
  private long lines;
  private long messages;
  private long joins;

  /// A line was read.
  void read(HistoryLine line) {
    lines++;
    conversations.add(line.conversation());
    for (HistoryEntry entry : line.entries()) {
      switch (entry) {
        case HistoryEntry.Said said -> {
          messages++;
          if (said.userId() != null) {
            people.add(said.userId());
          }
        }
        case HistoryEntry.Joined joined -> {
          joins++;
          people.add(joined.userId());
        }
        case HistoryEntry.Left left -> {}
      }
    }
  }

  /// The server has taken some lines.
  ///
  /// @param messagesKnown how many of their messages it had already
  void written(int count, long messagesKnown) {
    written.addAndGet(count);
    known.addAndGet(messagesKnown);
  }

  long lines() {
    return lines;
  }

  long messages() {
    return messages;
  }

  /// Lines that the server has taken.
  long written() {
    return written.get();
  }

  /// All of it in one sentence, for instance behind `Imported`.
  String summary(Duration time) {
    double seconds = Math.max(time.toMillis(), 1) / 1000.0;
    String there =
        known.get() == 0 ? "" : "; %,d of the messages were there already".formatted(known.get());
    return String.format(
        Locale.ROOT,
        "%,d people, %,d conversations, %,d messages and %,d joins in %.1f s (%,.0f messages/s)%s",
        people.size(),
        conversations.size(),
        messages,
        joins,
        seconds,
        messages / seconds,
        there);
  }
}
