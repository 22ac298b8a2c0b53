package io.tertulia.cli.history;

import io.tertulia.protocol.command.HistoryEntry;
import java.util.List;

/// Lines of one conversation that go out together.
///
/// @param places where they stand, one for each line
record Chunk(String conversation, List<HistoryLine> lines, List<Place> places) {
  Chunk {
    lines = List.copyOf(lines);
    places = List.copyOf(places);
  }

  List<HistoryEntry> entries() {
    return lines.stream().flatMap(line -> line.entries().stream()).toList();
  }

  /// The first half of two or more lines.
  Chunk head() {
    return part(0, lines.size() / 2);
  }

  /// What is behind the [#head].
  Chunk tail() {
    return part(lines.size() / 2, lines.size());
  }

  private Chunk part(int from, int to) {
    return new Chunk(conversation, lines.subList(from, to), places.subList(from, to));
  }
}
