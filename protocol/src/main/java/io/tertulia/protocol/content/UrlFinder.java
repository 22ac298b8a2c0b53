package io.tertulia.protocol.content;

import org.jspecify.annotations.Nullable;

/// Finds `http://…` and `https://…` that no ASCII letter or digit precedes.
///
/// Only the part up to the path can make it fail, and that part is bounded.
final class UrlFinder implements AutoLinks.Finder {
  private static final int MAX_AUTHORITY = 512;

  private final Draft line;

  UrlFinder(Draft line) {
    this.line = line;
  }

  @Override
  public @Nullable AutoLink at(int start) {
    int authority = authorityStart(start);
    if (authority < 0 || Characters.isAsciiLetterOrDigit(line.codePointBefore(start))) {
      return null;
    }
    int end = authority;
    while (end < line.length() && end - authority < MAX_AUTHORITY && !endsAuthority(line.at(end))) {
      end++;
    }
    if (end == line.length() || LinkTarget.endsAt(line.at(end))) {
      end = LinkTarget.withoutTrailing(line, authority, end);
    }
    if (SiteAddress.parse(line.substring(start, end)) == null) {
      return null;
    }
    String url = line.substring(start, LinkTarget.siteEnd(line, start, end));
    return new AutoLink(url, url);
  }

  private int authorityStart(int start) {
    if (line.at(start) != 'h' && line.at(start) != 'H') {
      return -1;
    }
    String scheme = line.substring(start, Math.min(line.length(), start + 8));
    if (scheme.regionMatches(true, 0, "https://", 0, 8)) {
      return start + 8;
    }
    return scheme.regionMatches(true, 0, "http://", 0, 7) ? start + 7 : -1;
  }

  private static boolean endsAuthority(char c) {
    return c == '/' || c == '?' || c == '#' || LinkTarget.endsAt(c);
  }
}
