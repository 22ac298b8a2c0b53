package io.tertulia.server.masking;

import io.tertulia.protocol.content.ActionButton;
import io.tertulia.protocol.content.ActionLink;
import io.tertulia.protocol.content.Address;
import io.tertulia.protocol.content.AutoLink;
import io.tertulia.protocol.content.BulletList;
import io.tertulia.protocol.content.BulletPoint;
import io.tertulia.protocol.content.CodeSpan;
import io.tertulia.protocol.content.CustomEmoji;
import io.tertulia.protocol.content.Link;
import io.tertulia.protocol.content.Markup;
import io.tertulia.protocol.content.Mention;
import io.tertulia.protocol.content.Text;
import io.tertulia.protocol.content.TextNode;
import io.tertulia.protocol.content.UnknownNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One run of nodes that are read as one text, masked. Used once.
///
/// A hit that spans formatting is shown where it begins; what it leaves empty goes. Links that the
/// app's own server set with a label, and its actions, stay as they are: no hit reaches into them.
final class MaskedNodes {
  /// What stands for a node that is not looked into: no address and no word has it.
  private static final String OPAQUE = "\uFFFC";

  private final Text replacement;
  private final StringBuilder text = new StringBuilder();
  private final List<Address> links = new ArrayList<>();
  private Spans hits = new Spans();
  private int at;

  private MaskedNodes(String replacement) {
    this.replacement = new Text(replacement);
  }

  /// The children of a text block as they may be shown.
  static List<TextNode> of(Masker masker, List<TextNode> children) {
    List<TextNode> shown = new ArrayList<>();
    List<TextNode> run = new ArrayList<>();
    for (TextNode child : children) {
      if (child instanceof BulletList list) {
        shown.addAll(run(masker, run));
        run.clear();
        shown.add(
            new BulletList(
                list.children().stream()
                    .map(point -> new BulletPoint(run(masker, List.copyOf(point.children()))))
                    .toList()));
      } else {
        run.add(child);
      }
    }
    shown.addAll(run(masker, run));
    return shown;
  }

  private static List<TextNode> run(Masker masker, List<TextNode> nodes) {
    MaskedNodes masked = new MaskedNodes(masker.settings().replacement());
    masked.gather(nodes);
    masked.hits = masker.hits(masked.text.toString(), masked.links);
    return masked.hits.isEmpty() ? List.copyOf(nodes) : masked.shown(nodes);
  }

  private void gather(List<? extends TextNode> nodes) {
    for (TextNode node : nodes) {
      if (node instanceof Markup markup) {
        gather(markup.children());
      } else {
        if (node instanceof AutoLink link) {
          links.add(Address.of(link, text.length()));
        }
        text.append(read(node));
      }
    }
  }

  /// What is read where the node stands.
  private static String read(TextNode node) {
    return switch (node) {
      case Text plain -> plain.value();
      case CodeSpan code -> code.text();
      case AutoLink link -> link.text();
      case CustomEmoji emoji -> emoji.text();
      case Mention mention -> "@" + mention.text();
      case Link link -> OPAQUE;
      case ActionLink link -> OPAQUE;
      case ActionButton button -> OPAQUE;
      case UnknownNode unknown -> OPAQUE;
      case Markup markup -> "";
      case BulletList list -> OPAQUE;
      case BulletPoint point -> OPAQUE;
    };
  }

  private static boolean isOpaque(TextNode node) {
    return node instanceof Link
        || node instanceof ActionLink
        || node instanceof ActionButton
        || node instanceof UnknownNode;
  }

  private List<TextNode> shown(List<? extends TextNode> nodes) {
    List<TextNode> shown = new ArrayList<>();
    for (TextNode node : nodes) {
      if (node instanceof Markup markup) {
        List<TextNode> inside = shown(markup.children());
        if (!inside.isEmpty() || markup.children().isEmpty()) {
          shown.add(new Markup(markup.style(), inside));
        }
      } else {
        show(node, shown);
      }
    }
    return shown;
  }

  private void show(TextNode node, List<TextNode> shown) {
    String read = read(node);
    int start = at;
    int end = start + read.length();
    at = end;
    int from = start;
    Map.Entry<Integer, Integer> hit = hits.after(from);
    if (hit == null || hit.getKey() >= end || isOpaque(node)) {
      add(node, shown);
      if (hit != null && hit.getKey() == start && isOpaque(node)) {
        add(replacement, shown);
      }
      return;
    }
    while (hit != null && hit.getKey() < end) {
      if (hit.getKey() >= start) {
        add(part(node, read.substring(from - start, hit.getKey() - start)), shown);
        add(replacement, shown);
      }
      from = Math.min(hit.getValue(), end);
      hit = from == end ? null : hits.after(from);
    }
    add(part(node, read.substring(from - start)), shown);
  }

  private static TextNode part(TextNode whole, String left) {
    return whole instanceof CodeSpan && !left.isEmpty() ? new CodeSpan(left) : new Text(left);
  }

  /// Adds a node; plain text to the plain text before.
  private static void add(TextNode node, List<TextNode> shown) {
    if (!(node instanceof Text text)) {
      shown.add(node);
    } else if (!shown.isEmpty() && shown.getLast() instanceof Text before) {
      shown.set(shown.size() - 1, new Text(before.value() + text.value()));
    } else if (!text.value().isEmpty()) {
      shown.add(text);
    }
  }
}
