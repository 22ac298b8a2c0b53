package io.tertulia.protocol.content;

import java.util.List;
import java.util.Map;

/// A link that tells the application to do something; only trusted senders may send it.
///
/// @param action letters, digits, `_` and `-`
/// @param params what the application gets with the action, order kept
/// @param children the label: no lists and no links of any kind
public record ActionLink(String action, Map<String, String> params, List<TextNode> children)
    implements TextNode {
  public ActionLink {
    action = ActionWords.name("actionLink", action);
    params = ActionWords.params(params);
    children = Nesting.label("actionLink", children);
  }
}
