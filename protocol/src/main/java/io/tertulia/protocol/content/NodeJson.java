package io.tertulia.protocol.content;

import io.tertulia.protocol.content.Markup.Style;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.List;
import java.util.Set;

/// Text nodes as they stand on the wire.
final class NodeJson {
  private static final Set<String> KNOWN =
      Set.of(
          "text",
          "emoji",
          "bold",
          "italic",
          "strikethrough",
          "bulletList",
          "bulletPoint",
          "codeSpan",
          "link",
          "autoLink",
          "actionLink",
          "actionButton",
          "customEmoji",
          "mention");

  private NodeJson() {}

  static boolean isKnown(String type) {
    return KNOWN.contains(type);
  }

  static TextNode read(Json json, String path) {
    List<TextNode> nodes = readSome(json, path);
    if (nodes.size() != 1) {
      throw new IllegalArgumentException(
          path + ": " + nodes.size() + " nodes (expected: one node)");
    }
    return nodes.get(0);
  }

  /// Reads the required member `children`.
  static List<TextNode> children(Fields node) {
    if (!node.has("children")) {
      throw node.bad("children", "missing", "an array");
    }
    return node.list("children", NodeJson::readSome).stream().flatMap(List::stream).toList();
  }

  /// Reads a node, or the nodes inside an object of type `text`, which some write where only its
  /// children belong.
  static List<TextNode> readSome(Json json, String path) {
    if (json instanceof Json.Str string) {
      return List.of(new Text(string.value()));
    }
    Fields node = Fields.of(json, path);
    String type = node.text("type");
    if (type.equals("text") && node.has("children")) {
      return children(node);
    }
    return List.of(readTyped(type, node, path));
  }

  private static TextNode readTyped(String type, Fields node, String path) {
    return switch (type) {
      case "text", "emoji" -> new Text(node.text("text"));
      case "bold" -> new Markup(Style.BOLD, children(node));
      case "italic" -> new Markup(Style.ITALIC, children(node));
      case "strikethrough" -> new Markup(Style.STRIKETHROUGH, children(node));
      case "bulletList" -> new BulletList(points(children(node), path));
      case "bulletPoint" -> new BulletPoint(children(node));
      case "codeSpan" -> new CodeSpan(node.text("text"));
      case "link" -> new Link(node.text("url"), children(node));
      case "autoLink" -> new AutoLink(node.text("url"), node.text("text"));
      case "actionLink" ->
          new ActionLink(node.text("action"), node.textMap("params"), children(node));
      case "actionButton" ->
          new ActionButton(node.text("action"), node.textMap("params"), children(node));
      case "customEmoji" -> new CustomEmoji(node.text("text"));
      case "mention" -> new Mention(node.text("id"), node.text("text"));
      default -> new UnknownNode(node.json());
    };
  }

  private static List<BulletPoint> points(List<TextNode> nodes, String path) {
    return nodes.stream()
        .map(node -> {
          if (node instanceof BulletPoint point) {
            return point;
          }
          throw new IllegalArgumentException(
              path + ".children: " + type(node) + " (expected: bullet points)");
        })
        .toList();
  }

  static Json write(TextNode node) {
    Json.Builder object = Json.object().put("type", type(node));
    return switch (node) {
      case Text text -> Json.of(text.value());
      case Markup markup -> withChildren(object, markup);
      case BulletList list -> withChildren(object, list);
      case BulletPoint point -> withChildren(object, point);
      case CodeSpan code -> object.put("text", code.text()).build();
      case Link link -> withChildren(object.put("url", link.url()), link);
      case AutoLink link -> object.put("url", link.url()).put("text", link.text()).build();
      case ActionLink link ->
          withChildren(
              object.put("action", link.action()).put("params", Json.of(link.params())), link);
      case ActionButton button ->
          withChildren(
              object.put("action", button.action()).put("params", Json.of(button.params())),
              button);
      case CustomEmoji emoji -> object.put("text", emoji.text()).build();
      case Mention mention -> object.put("id", mention.id()).put("text", mention.text()).build();
      case UnknownNode unknown -> unknown.json();
    };
  }

  private static Json withChildren(Json.Builder object, TextNode node) {
    return object.put("children", array(node.children())).build();
  }

  /// Nodes as an array.
  static Json array(List<? extends TextNode> nodes) {
    return new Json.Arr(nodes.stream().map(TextNode::json).toList());
  }

  /// The node's type on the wire; for plain text, which has none, the word `string`.
  static String type(TextNode node) {
    return switch (node) {
      case Text text -> "string";
      case Markup markup -> markup.style().type();
      case BulletList list -> "bulletList";
      case BulletPoint point -> "bulletPoint";
      case CodeSpan code -> "codeSpan";
      case Link link -> "link";
      case AutoLink link -> "autoLink";
      case ActionLink link -> "actionLink";
      case ActionButton button -> "actionButton";
      case CustomEmoji emoji -> "customEmoji";
      case Mention mention -> "mention";
      case UnknownNode unknown -> unknown.type();
    };
  }
}
