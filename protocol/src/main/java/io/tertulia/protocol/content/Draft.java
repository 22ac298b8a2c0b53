package io.tertulia.protocol.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Text in the making: each node that a step has recognised stands in it as one character, which
/// later steps cannot look into and which separates words as white space and punctuation do.
///
/// Used by one parse, in one thread.
final class Draft {
  /// What stands for a node. The same character typed by a user stays what it is, as no node
  /// belongs to it.
  static final char NODE = '\uFFFC';

  private final StringBuilder text = new StringBuilder();
  private final Map<Integer, TextNode> nodes = new HashMap<>();

  int length() {
    return text.length();
  }

  char at(int index) {
    return text.charAt(index);
  }

  /// The code point that begins here, or -1 at the end.
  int codePointAt(int index) {
    return index < text.length() ? text.codePointAt(index) : -1;
  }

  /// The code point that ends before here, or -1 at the start.
  int codePointBefore(int index) {
    return index > 0 ? text.codePointBefore(index) : -1;
  }

  String substring(int from, int to) {
    return text.substring(from, to);
  }

  /// The node that stands here, or null when it is a character.
  @Nullable TextNode nodeAt(int index) {
    return text.charAt(index) == NODE ? nodes.get(index) : null;
  }

  void add(String characters) {
    text.append(characters);
  }

  void add(TextNode node) {
    nodes.put(text.length(), node);
    text.append(NODE);
  }

  /// Adds what stands in a stretch of the source.
  void addFrom(Draft source, int from, int to) {
    if (!source.nodes.isEmpty()) {
      for (int i = from; i < to; i++) {
        TextNode node = source.nodeAt(i);
        if (node != null) {
          nodes.put(text.length() + i - from, node);
        }
      }
    }
    text.append(source.text, from, to);
  }

  /// A copy of a stretch.
  Draft part(int from, int to) {
    Draft part = new Draft();
    part.addFrom(this, from, to);
    return part;
  }

  /// Copies of the stretches between line breaks; line breaks inside a node do not count.
  List<Draft> lines() {
    List<Draft> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        lines.add(part(start, i));
        start = i + 1;
      }
    }
    lines.add(part(start, text.length()));
    return lines;
  }
}
