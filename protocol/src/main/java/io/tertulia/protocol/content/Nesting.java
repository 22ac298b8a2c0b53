package io.tertulia.protocol.content;

import java.util.List;

/// Which nodes may stand inside which; every method returns its own copy of the children.
final class Nesting {
  private static final int MAX_DEPTH = 16;

  private Nesting() {}

  /// What may stand in a line.
  static List<TextNode> inline(String parent, List<TextNode> children) {
    for (TextNode child : children) {
      if (child instanceof BulletList || child instanceof BulletPoint) {
        throw misplaced(parent, child, "nodes that stand in a line");
      }
    }
    return List.copyOf(children);
  }

  /// What may stand in the label of a link or an action.
  static List<TextNode> label(String parent, List<TextNode> children) {
    forbidLinks(parent, children);
    return inline(parent, children);
  }

  /// What may stand at the top of a text block.
  static List<TextNode> top(List<TextNode> children) {
    for (TextNode child : children) {
      if (child instanceof BulletPoint) {
        throw misplaced("text", child, "bullet points in a bulletList only");
      }
    }
    if (isDeeperThan(MAX_DEPTH, children)) {
      throw new IllegalArgumentException(
          "text: nodes nested deeper (expected: at most " + MAX_DEPTH + " levels)");
    }
    return List.copyOf(children);
  }

  private static void forbidLinks(String parent, List<? extends TextNode> nodes) {
    for (TextNode node : nodes) {
      if (isLink(node)) {
        throw misplaced(parent, node, "a label without links");
      }
      forbidLinks(parent, node.children());
    }
  }

  private static boolean isLink(TextNode node) {
    return node instanceof Link
        || node instanceof AutoLink
        || node instanceof ActionLink
        || node instanceof ActionButton;
  }

  private static boolean isDeeperThan(int levels, List<? extends TextNode> nodes) {
    if (levels == 0) {
      return !nodes.isEmpty();
    }
    return nodes.stream().anyMatch(node -> isDeeperThan(levels - 1, node.children()));
  }

  private static IllegalArgumentException misplaced(
      String parent, TextNode found, String expected) {
    return new IllegalArgumentException(
        parent + ".children: " + NodeJson.type(found) + " (expected: " + expected + ")");
  }
}
