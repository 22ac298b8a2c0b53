package io.tertulia.cli.history;

import io.tertulia.cli.terminal.SafeText;
import java.util.HashMap;
import java.util.Map;

/// Whether the lines of each conversation come in order: the index grows with every line, the time
/// with every message.
final class Sequence {
  private final Map<String, Last> lasts = new HashMap<>();

  /// Takes the next line.
  ///
  /// @throws IllegalArgumentException when it is out of order
  void follow(HistoryLine line) {
    Last last = lasts.computeIfAbsent(line.conversation(), none -> new Last());
    String where = " in conversation " + SafeText.line(line.conversation());
    if (line.index() <= last.index) {
      throw new IllegalArgumentException(
          "index: %d (expected: more than %d, the one before it%s)"
              .formatted(line.index(), last.index, where));
    }
    if (line.spoken() && line.at() <= last.spokenAt) {
      throw new IllegalArgumentException(
          "at: %d (expected: later than %d, the message before it%s)"
              .formatted(line.at(), last.spokenAt, where));
    }
    last.index = line.index();
    if (line.spoken()) {
      last.spokenAt = line.at();
    }
  }

  private static final class Last {
    private long index = -1;
    private long spokenAt = -1;
  }
}
