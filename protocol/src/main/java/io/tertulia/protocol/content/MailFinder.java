package io.tertulia.protocol.content;

import org.jspecify.annotations.Nullable;

/// Finds mail addresses that begin with a letter or digit which neither `@` nor `/` precedes.
final class MailFinder implements AutoLinks.Finder {
  private final Draft line;
  private int ruledOut;

  MailFinder(Draft line) {
    this.line = line;
  }

  @Override
  public @Nullable AutoLink at(int start) {
    if (start < ruledOut || !Characters.isLetterOrDigit(line.at(start))) {
      return null;
    }
    int at = start;
    while (at < line.length() && MailAddress.isUserPart(line.at(at)) && !isTwoDots(at)) {
      at++;
    }
    // No other address can begin before here: it would contain the same characters up to here.
    ruledOut = Math.max(at, start + 1);
    int before = line.codePointBefore(start);
    if (line.codePointAt(at) != '@' || before == '@' || before == '/') {
      return null;
    }
    int end = HostName.end(line, at + 1, HostName.runEnd(line, at + 1));
    String text = line.substring(start, end);
    if (MailAddress.parse(text) == null || !HostName.canEndAt(line, end)) {
      return null;
    }
    return new AutoLink("mailto:" + text, text);
  }

  private boolean isTwoDots(int index) {
    return line.codePointAt(index) == '.' && line.codePointAt(index + 1) == '.';
  }
}
