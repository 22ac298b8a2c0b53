package io.tertulia.cli.history;

import io.tertulia.cli.terminal.SafeText;
import java.util.HashMap;
import java.util.Map;

/// Whether the lines of each conversation come in order: the index, which names messages, grows
/// with every line.
final class Sequence {
  private final Map<String, Long> lasts = new HashMap<>();

  /// Takes the next line.
  ///
  /// @throws IllegalArgumentException when it is out of order
  void follow(HistoryLine line) {
    Long last = lasts.put(line.conversation(), line.index());
    if (last != null && line.index() <= last) {
      throw new IllegalArgumentException(
          "index: %d (expected: more than %d, the one before it in conversation %s)"
              .formatted(line.index(), last, SafeText.line(line.conversation())));
    }
  }
}
