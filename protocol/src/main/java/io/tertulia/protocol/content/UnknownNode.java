package io.tertulia.protocol.content;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.ArrayList;
import java.util.List;

/// A node of a type that this version does not know, kept as it came.
///
/// Every node to come has either `text` or `children`, so it can be shown as those; see
/// [#children].
@SuppressWarnings("exports")
public record UnknownNode(Json.Obj json) implements TextNode {
  public UnknownNode {
    String type = Fields.of(json, "node").text("type");
    if (NodeJson.isKnown(type)) {
      throw new IllegalArgumentException("node.type: " + type + " (expected: an unknown type)");
    }
  }

  /// The type nobody knows.
  public String type() {
    return Fields.of(json, "node").text("type");
  }

  /// What to show instead: the node's text, or those of its children that can be read.
  @Override
  public List<TextNode> children() {
    if (json.get("text") instanceof Json.Str text) {
      return List.of(new Text(text.value()));
    }
    List<TextNode> children = new ArrayList<>();
    if (json.get("children") instanceof Json.Arr array) {
      for (Json item : array.items()) {
        addReadable(item, children);
      }
    }
    return List.copyOf(children);
  }

  private static void addReadable(Json item, List<TextNode> children) {
    try {
      children.addAll(NodeJson.readSome(item, "node"));
    } catch (IllegalArgumentException e) {
      // A newer peer may use a known type in a way that we cannot know: the rest is still worth
      // showing.
    }
  }
}
