package io.tertulia.server.chat;

import io.tertulia.protocol.content.ActionButton;
import io.tertulia.protocol.content.ActionLink;
import io.tertulia.protocol.content.AutoLink;
import io.tertulia.protocol.content.BulletList;
import io.tertulia.protocol.content.BulletPoint;
import io.tertulia.protocol.content.CodeSpan;
import io.tertulia.protocol.content.CustomEmoji;
import io.tertulia.protocol.content.Link;
import io.tertulia.protocol.content.Markup;
import io.tertulia.protocol.content.Mention;
import io.tertulia.protocol.content.Text;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.protocol.content.TextNode;
import io.tertulia.protocol.content.UnknownNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// A text in other words: what people wrote is replaced, in the order in which it is read, and the
/// nodes around it stay. Code, addresses, names and emoji are no words, nor are the blanks at the
/// ends of a text.
final class Wording {
  private final UnaryOperator<String> words;

  private Wording(UnaryOperator<String> words) {
    this.words = words;
  }

  static TextBlock of(TextBlock block, UnaryOperator<String> words) {
    return new TextBlock(new Wording(words).all(block.children()));
  }

  private List<TextNode> all(List<? extends TextNode> nodes) {
    List<TextNode> rewritten = new ArrayList<>();
    for (TextNode node : nodes) {
      rewritten.add(one(node));
    }
    return rewritten;
  }

  private TextNode one(TextNode node) {
    return switch (node) {
      case Text text -> text(text);
      case Markup markup -> new Markup(markup.style(), all(markup.children()));
      case BulletList list ->
          new BulletList(list.children().stream().map(point -> point(point)).toList());
      case BulletPoint point -> point(point);
      case Link link -> new Link(link.url(), all(link.children()));
      case ActionLink link -> new ActionLink(link.action(), link.params(), all(link.children()));
      case ActionButton button ->
          new ActionButton(button.action(), button.params(), all(button.children()));
      case CodeSpan code -> code;
      case AutoLink link -> link;
      case CustomEmoji emoji -> emoji;
      case Mention mention -> mention;
      case UnknownNode unknown -> unknown;
    };
  }

  private BulletPoint point(BulletPoint point) {
    return new BulletPoint(all(point.children()));
  }

  private Text text(Text text) {
    String value = text.value();
    String core = value.strip();
    if (core.isEmpty()) {
      return text;
    }
    int from = value.indexOf(core);
    return new Text(
        value.substring(0, from) + words.apply(core) + value.substring(from + core.length()));
  }
}
