package io.tertulia.protocol.content;

import org.jspecify.annotations.Nullable;

/// Finds web addresses without a scheme: a host under a known top-level domain, perhaps with port,
/// path, query and fragment.
final class HostFinder implements AutoLinks.Finder {
  private final Draft line;
  private int ruledOut;

  HostFinder(Draft line) {
    this.line = line;
  }

  @Override
  public @Nullable AutoLink at(int start) {
    if (start < ruledOut || !Characters.isLetterOrDigit(line.at(start)) || isGlued(start)) {
      return null;
    }
    int runEnd = HostName.runEnd(line, start);
    ruledOut = runEnd;
    int end = HostName.end(line, start, runEnd);
    String host = HostName.canonical(line.substring(start, end));
    if (host == null || !TopLevelDomains.contain(host) || !HostName.canEndAt(line, end)) {
      return null;
    }
    String text = line.substring(start, siteEnd(start, portEnd(end)));
    return new AutoLink("https://" + text, text);
  }

  private boolean isGlued(int start) {
    int before = line.codePointBefore(start);
    return before >= 0 && (Characters.isWord(before) || "@./:-".indexOf(before) >= 0);
  }

  private int siteEnd(int start, int end) {
    boolean goesOn = end < line.length() && "/?#".indexOf(line.at(end)) >= 0;
    return goesOn ? LinkTarget.siteEnd(line, start, end) : end;
  }

  /// The end of the port behind the host; the end of the host when there is none.
  private int portEnd(int hostEnd) {
    if (line.codePointAt(hostEnd) != ':') {
      return hostEnd;
    }
    int end = hostEnd + 1;
    while (Characters.isDigit(line.codePointAt(end))) {
      end++;
    }
    boolean isPort = SiteAddress.isPort(line.substring(hostEnd + 1, end));
    return isPort && !Characters.isWord(line.codePointAt(end)) ? end : hostEnd;
  }
}
