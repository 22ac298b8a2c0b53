package io.tertulia.protocol.content;

import java.util.List;

/// A link with a label of its own; only trusted senders may send it, because a label can lie.
///
/// @param url absolute, with the scheme http, https, mailto or tel
/// @param children the label: no lists and no links of any kind
public record Link(String url, List<TextNode> children) implements TextNode {
  public Link {
    if (!LinkTarget.isAllowed(url)) {
      throw new IllegalArgumentException(
          "link.url: " + url + " (expected: an absolute http, https, mailto or tel URL)");
    }
    children = Nesting.label("link", children);
  }
}
