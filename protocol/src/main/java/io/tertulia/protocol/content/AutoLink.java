package io.tertulia.protocol.content;

/// A web address, mail address or phone number that became a link by itself.
///
/// Its text cannot lie: `mailto:` and `tel:` lead to the very address or number shown, and every
/// part of a web address that is shown (host, scheme, port, path, query, fragment) is the same in
/// `url`. Hosts are compared without case and in ASCII form, phone numbers by their digits and the
/// leading `+`.
public record AutoLink(String url, String text) implements TextNode {
  public AutoLink {
    if (!LinkTarget.isShownBy(text, url)) {
      throw new IllegalArgumentException(
          "autoLink.url: " + url + " (expected: the address that the text shows, " + text + ")");
    }
  }
}
