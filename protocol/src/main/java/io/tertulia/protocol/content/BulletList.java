package io.tertulia.protocol.content;

import java.util.List;

/// An unordered list; stands at the top of a text block only.
public record BulletList(List<BulletPoint> children) implements TextNode {
  public BulletList {
    children = List.copyOf(children);
  }
}
