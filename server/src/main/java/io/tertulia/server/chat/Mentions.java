package io.tertulia.server.chat;

import io.tertulia.protocol.content.ActionButton;
import io.tertulia.protocol.content.ActionLink;
import io.tertulia.protocol.content.AutoLink;
import io.tertulia.protocol.content.BulletList;
import io.tertulia.protocol.content.BulletPoint;
import io.tertulia.protocol.content.CodeSpan;
import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.content.CustomEmoji;
import io.tertulia.protocol.content.Link;
import io.tertulia.protocol.content.Markup;
import io.tertulia.protocol.content.Mention;
import io.tertulia.protocol.content.Text;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.protocol.content.TextNode;
import io.tertulia.protocol.content.UnknownNode;
import io.tertulia.protocol.json.Json;
import java.util.List;

/// Where messages call a user by name.
final class Mentions {
  /// What stands where somebody was mentioned who is not there any more.
  private static final Text NOBODY = new Text("@…");

  private final String userId;

  private Mentions(String userId) {
    this.userId = userId;
  }

  /// What stands in the stored content of every message that mentions a user, and perhaps of
  /// others.
  static String trace(String userId) {
    return Json.of(userId).toText();
  }

  /// Content that mentions a user no longer; equal to what was given when it never did.
  static List<ContentBlock> without(List<ContentBlock> content, String userId) {
    Mentions mentions = new Mentions(userId);
    return content.stream()
        .map(block ->
            block instanceof TextBlock text ? new TextBlock(mentions.all(text.children())) : block)
        .toList();
  }

  private List<TextNode> all(List<? extends TextNode> nodes) {
    return nodes.stream().map(this::one).toList();
  }

  private TextNode one(TextNode node) {
    return switch (node) {
      case Mention mention -> mention.id().equals(userId) ? NOBODY : mention;
      case Markup markup -> new Markup(markup.style(), all(markup.children()));
      case BulletList list -> new BulletList(list.children().stream().map(this::point).toList());
      case BulletPoint point -> point(point);
      case Link link -> new Link(link.url(), all(link.children()));
      case ActionLink link -> new ActionLink(link.action(), link.params(), all(link.children()));
      case ActionButton button ->
          new ActionButton(button.action(), button.params(), all(button.children()));
      case Text text -> text;
      case CodeSpan code -> code;
      case AutoLink link -> link;
      case CustomEmoji emoji -> emoji;
      case UnknownNode unknown -> unknown;
    };
  }

  private BulletPoint point(BulletPoint point) {
    return new BulletPoint(all(point.children()));
  }
}
