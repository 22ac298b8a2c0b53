package io.tertulia.protocol.content;

import io.tertulia.protocol.json.Json;
import java.util.List;

/// A piece of formatted text: a plain string, or a node with a type and either `text` or
/// `children`.
@SuppressWarnings("exports")
public sealed interface TextNode
    permits Text,
        Markup,
        BulletList,
        BulletPoint,
        CodeSpan,
        Link,
        AutoLink,
        ActionLink,
        ActionButton,
        CustomEmoji,
        Mention,
        UnknownNode {

  /// Reads a node; `path` names it in errors. A type nobody knows becomes an [UnknownNode], an
  /// `emoji` becomes its text.
  ///
  /// @throws IllegalArgumentException when a node of a known type is not as it should be
  static TextNode read(Json json, String path) {
    return NodeJson.read(json, path);
  }

  /// The node as it stands on the wire.
  default Json json() {
    return NodeJson.write(this);
  }

  /// The nodes inside this one; empty for those that have text instead.
  default List<? extends TextNode> children() {
    return List.of();
  }
}
