package io.tertulia.protocol.content;

import io.tertulia.protocol.json.Json;
import java.util.List;

/// Formatted text.
///
/// @param children the nodes, nested at most 16 levels deep with plain text counted as a level;
///   bullet points stand in lists, lists at the top only
@SuppressWarnings("exports")
public record TextBlock(List<TextNode> children) implements ContentBlock, SendContentBlock {
  public TextBlock {
    children = Nesting.top(children);
  }

  /// A block of these nodes.
  public static TextBlock of(TextNode... nodes) {
    return new TextBlock(List.of(nodes));
  }

  /// The block that a user's text with markup means; see [MarkupParser].
  public static TextBlock parse(String markup) {
    return MarkupParser.parse(markup, Sender.USER);
  }

  /// The text without formatting, as for previews and notifications.
  public String toPlaintext() {
    return TextForm.PLAINTEXT.of(children);
  }

  /// The text with markup: the legacy form of the block.
  ///
  /// Parsing it gives the block again if the block came from the parser; mentions, custom emoji,
  /// and plain text that looks like markup are not told apart.
  public String toMarkup() {
    return TextForm.MARKUP.of(children);
  }

  @Override
  public Json json() {
    return Json.object().put("type", "text").put("children", NodeJson.array(children)).build();
  }
}
