package io.tertulia.protocol.content;

import java.util.List;

/// One point of a [BulletList]; stands nowhere else.
///
/// @param children no lists and no bullet points
public record BulletPoint(List<TextNode> children) implements TextNode {
  public BulletPoint {
    children = Nesting.inline("bulletPoint", children);
  }
}
