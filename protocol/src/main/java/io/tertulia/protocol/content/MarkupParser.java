package io.tertulia.protocol.content;

import java.util.ArrayList;
import java.util.List;

/// Turns text with markup into nodes: code, links by angle brackets (trusted senders only), lists,
/// automatic links, emphasis, recognised in this order.
///
/// Any text can be parsed; what does not fit is plain text. Every step recognises its nodes in one
/// pass over a [Draft] and never looks at a stretch of text a number of times that grows with the
/// text, so that hostile input of a megabyte takes no more than time in proportion. The nesting
/// that markup can express is far below the limit of a [TextBlock].
public final class MarkupParser {
  private MarkupParser() {}

  /// The block that the text means when this sender writes it.
  public static TextBlock parse(String text, Sender sender) {
    Draft draft = CodeFences.cut(normalise(text));
    return new TextBlock(nodes(sender == Sender.TRUSTED ? AngleForms.cut(draft) : draft));
  }

  /// Line breaks become LF, blank lines at both ends go.
  private static String normalise(String text) {
    String lines = text.replace("\r\n", "\n").replace('\r', '\n');
    int start = 0;
    int seen = 0;
    while (seen < lines.length() && Characters.isBlank(lines.charAt(seen))) {
      start = lines.charAt(seen) == '\n' ? seen + 1 : start;
      seen++;
    }
    if (seen == lines.length()) {
      return "";
    }
    int end = lines.length();
    for (int i = end - 1; Characters.isBlank(lines.charAt(i)); i--) {
      end = lines.charAt(i) == '\n' ? i : end;
    }
    return lines.substring(start, end);
  }

  private static List<TextNode> nodes(Draft draft) {
    NodeCollector nodes = new NodeCollector();
    List<BulletPoint> points = new ArrayList<>();
    boolean belowText = false;
    for (Draft line : draft.lines()) {
      int bullet = bulletLength(line);
      if (bullet > 0) {
        points.add(new BulletPoint(inline(line.part(bullet, line.length()))));
        belowText = false;
        continue;
      }
      if (!points.isEmpty()) {
        nodes.add(new BulletList(points));
        points.clear();
      }
      nodes.add(belowText ? "\n" : "");
      inline(line).forEach(nodes::add);
      belowText = true;
    }
    if (!points.isEmpty()) {
      nodes.add(new BulletList(points));
    }
    return nodes.list();
  }

  /// The length of the line's marker and the blanks behind it, 0 when the line is no bullet point.
  private static int bulletLength(Draft line) {
    if (line.length() < 3 || "-*+".indexOf(line.at(0)) < 0) {
      return 0;
    }
    int i = 1;
    while (i < line.length() && (line.at(i) == ' ' || line.at(i) == '\t')) {
      i++;
    }
    return i > 1 && i < line.length() && !Characters.isBlank(line.at(i)) ? i : 0;
  }

  private static List<TextNode> inline(Draft line) {
    return Emphasis.nodes(AutoLinks.cut(line));
  }
}
