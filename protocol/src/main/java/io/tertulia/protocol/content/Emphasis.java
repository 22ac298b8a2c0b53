package io.tertulia.protocol.content;

import io.tertulia.protocol.content.Markup.Style;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Step 6: bold, italic and strike-through within a line. The first opener wins, then the nearest
/// closer.
///
/// Whether a marker can close depends on its neighbours alone, so the nearest closer of each style
/// is searched once from left to right, however many openers ask for it.
final class Emphasis {
  private final Draft line;
  private final Map<Style, Integer> nextCloser = new EnumMap<>(Style.class);

  private Emphasis(Draft line) {
    this.line = line;
  }

  static List<TextNode> nodes(Draft line) {
    return new Emphasis(line).nodes(0, line.length());
  }

  private List<TextNode> nodes(int from, int to) {
    NodeCollector nodes = new NodeCollector();
    for (int i = from; i < to; i++) {
      Style style = Style.of(line.at(i));
      int closer = style != null && isOpener(i) ? closer(style, i + 1) : to;
      TextNode node = line.nodeAt(i);
      if (style != null && closer < to) {
        nodes.add(new Markup(style, nodes(i + 1, closer)));
        i = closer;
      } else if (node != null) {
        nodes.add(node);
      } else {
        nodes.add(line.at(i));
      }
    }
    return nodes.list();
  }

  /// The nearest closer at or after an index, or the length of the line.
  private int closer(Style style, int from) {
    int i = nextCloser.getOrDefault(style, -1);
    if (i < from) {
      i = from;
      while (i < line.length() && !(line.at(i) == style.marker() && isCloser(i))) {
        i++;
      }
      nextCloser.put(style, i);
    }
    return i;
  }

  private boolean isOpener(int i) {
    int after = line.codePointAt(i + 1);
    return !isDoubled(i)
        && !Characters.isLetterOrDigit(line.codePointBefore(i))
        && after >= 0
        && !Characters.isBlank(after);
  }

  private boolean isCloser(int i) {
    int before = line.codePointBefore(i);
    return !isDoubled(i)
        && before >= 0
        && !Characters.isBlank(before)
        && !Characters.isLetterOrDigit(line.codePointAt(i + 1));
  }

  private boolean isDoubled(int i) {
    int marker = line.at(i);
    return line.codePointBefore(i) == marker || line.codePointAt(i + 1) == marker;
  }
}
