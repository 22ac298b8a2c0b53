package io.tertulia.protocol.content;

import java.util.ArrayList;
import java.util.List;

/// Collects nodes in order; strings beside each other become one, empty ones vanish.
final class NodeCollector {
  private final List<TextNode> nodes = new ArrayList<>();
  private final StringBuilder pending = new StringBuilder();

  void add(char character) {
    pending.append(character);
  }

  void add(String characters) {
    pending.append(characters);
  }

  void add(TextNode node) {
    if (node instanceof Text text) {
      pending.append(text.value());
    } else {
      flush();
      nodes.add(node);
    }
  }

  /// The nodes so far.
  List<TextNode> list() {
    flush();
    return List.copyOf(nodes);
  }

  private void flush() {
    if (pending.length() > 0) {
      nodes.add(new Text(pending.toString()));
      pending.setLength(0);
    }
  }
}
