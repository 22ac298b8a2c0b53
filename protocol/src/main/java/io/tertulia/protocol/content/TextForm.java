package io.tertulia.protocol.content;

import java.util.List;
import java.util.Map;

/// The ways in which nodes become one string.
enum TextForm {
  /// With markup, as the legacy field `text` gives it.
  MARKUP,

  /// Without formatting.
  PLAINTEXT;

  private static final String FENCE = "```";

  /// The children of a text block.
  String of(List<TextNode> children) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < children.size(); i++) {
      // The parser swallows the line breaks around a list, so that they come back here.
      boolean list = children.get(i) instanceof BulletList;
      out.append(list && i > 0 ? "\n" : "");
      append(children.get(i), out);
      out.append(list && i < children.size() - 1 ? "\n" : "");
    }
    return out.toString();
  }

  private void append(TextNode node, StringBuilder out) {
    switch (node) {
      case Text text -> out.append(text.value());
      case Markup markup -> {
        String marker = this == MARKUP ? String.valueOf(markup.style().marker()) : "";
        append(marker, markup, marker, out);
      }
      case BulletList list -> append(list, out);
      case BulletPoint point -> append("", point, "", out);
      case CodeSpan code -> out.append(this == MARKUP ? fenced(code.text()) : code.text());
      case Link link -> label("<" + link.url(), link, out);
      case AutoLink link -> out.append(link.text());
      case ActionLink link ->
          label("<actionlink:" + link.action() + query(link.params()), link, out);
      case ActionButton button ->
          label("<actionbutton:" + button.action() + query(button.params()), button, out);
      case CustomEmoji emoji -> out.append(emoji.text());
      case Mention mention -> out.append('@').append(mention.text());
      case UnknownNode unknown -> append("", unknown, "", out);
    }
  }

  private void append(BulletList list, StringBuilder out) {
    String separator = "- ";
    for (BulletPoint point : list.children()) {
      append(separator, point, "", out);
      separator = "\n- ";
    }
  }

  private void label(String target, TextNode node, StringBuilder out) {
    if (this == MARKUP) {
      append(target + "|", node, ">", out);
    } else {
      append("", node, "", out);
    }
  }

  private void append(String before, TextNode parent, String after, StringBuilder out) {
    out.append(before);
    parent.children().forEach(child -> append(child, out));
    out.append(after);
  }

  private static String query(Map<String, String> params) {
    return params.isEmpty() ? "" : "?" + ActionWords.encode(params);
  }

  // A line break beside a fence is dropped by the parser, and a back-tick before the closing one
  // would close early.
  private static String fenced(String code) {
    boolean airy = code.startsWith("\n") || code.endsWith("\n") || code.endsWith("`");
    String gap = airy ? "\n" : "";
    return FENCE + gap + code + gap + FENCE;
  }
}
