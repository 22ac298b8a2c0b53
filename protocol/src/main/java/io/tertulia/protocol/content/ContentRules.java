package io.tertulia.protocol.content;

import java.util.List;

/// Which content a sender may send, as far as it does not depend on roles.
public final class ContentRules {
  private ContentRules() {}

  /// Checks the content of a request: exactly one block, no blank text, no node of an unknown type,
  /// and from a user no `link`, `actionLink` or `actionButton`.
  ///
  /// What a value can say by itself (coordinates, depth, an `autoLink` that shows where it leads)
  /// its constructor has checked already.
  ///
  /// @throws IllegalArgumentException naming the first violation: `path: found (expected: …)`
  public static void check(List<? extends SendContentBlock> content, Sender sender) {
    if (content.size() != 1) {
      throw new IllegalArgumentException(
          "content: " + content.size() + " blocks (expected: exactly 1)");
    }
    if (content.get(0) instanceof TextBlock block) {
      if (Characters.isBlank(block.toPlaintext())) {
        throw new IllegalArgumentException("content[0]: blank text (expected: something to read)");
      }
      check(block.children(), sender, "content[0]");
    }
  }

  private static void check(List<? extends TextNode> nodes, Sender sender, String parent) {
    for (int i = 0; i < nodes.size(); i++) {
      TextNode node = nodes.get(i);
      String path = parent + ".children[" + i + "]";
      if (!maySend(node, sender)) {
        throw new IllegalArgumentException(
            path + ": " + NodeJson.type(node) + " (expected: a node that may be sent)");
      }
      check(node.children(), sender, path);
    }
  }

  private static boolean maySend(TextNode node, Sender sender) {
    return switch (node) {
      case UnknownNode unknown -> false;
      case Link link -> sender == Sender.TRUSTED;
      case ActionLink link -> sender == Sender.TRUSTED;
      case ActionButton button -> sender == Sender.TRUSTED;
      case Text text -> true;
      case Markup markup -> true;
      case BulletList list -> true;
      case BulletPoint point -> true;
      case CodeSpan code -> true;
      case AutoLink link -> true;
      case CustomEmoji emoji -> true;
      case Mention mention -> true;
    };
  }
}
