package io.tertulia.protocol.content;

import java.util.Locale;

/// Where links may lead, and whether a text shows where.
final class LinkTarget {
  private static final String MAIL = "mailto:";
  private static final String PHONE = "tel:";
  private static final String TRAILING = ".,;:!?\"'*_~";

  private LinkTarget() {}

  /// Says whether a link with a label of its own may lead there.
  static boolean isAllowed(String url) {
    if (Characters.any(url, LinkTarget::endsAt)) {
      return false;
    }
    if (startsWith(url, MAIL)) {
      return url.length() > MAIL.length();
    }
    if (startsWith(url, PHONE)) {
      return Characters.any(url, Characters::isDigit);
    }
    SiteAddress site = SiteAddress.parse(url);
    return site != null && site.scheme() != null;
  }

  /// Says whether the text shows where the link leads; see [AutoLink].
  static boolean isShownBy(String text, String url) {
    if (startsWith(url, MAIL)) {
      return MailAddress.isSame(text, url.substring(MAIL.length()));
    }
    if (startsWith(url, PHONE)) {
      String number = PhoneNumber.dialled(text);
      return number != null && number.equals(PhoneNumber.dialled(url.substring(PHONE.length())));
    }
    SiteAddress shown = SiteAddress.parse(text);
    SiteAddress site = SiteAddress.parse(url);
    return shown != null && site != null && site.scheme() != null && shown.isPartOf(site);
  }

  private static boolean startsWith(String url, String scheme) {
    return url.length() >= scheme.length()
        && url.substring(0, scheme.length()).toLowerCase(Locale.ROOT).equals(scheme);
  }

  /// Says whether no URL goes on beyond this character. Browsers take a backslash for a slash, so
  /// that it could hide the true host.
  static boolean endsAt(int c) {
    return c == '<'
        || c == '>'
        || c == '|'
        || c == '\\'
        || c == Draft.NODE
        || Characters.isBlank(c)
        || Character.isISOControl(c);
  }

  /// The end of the web address that is known to begin at `start` and to reach `end` at least.
  static int siteEnd(Draft line, int start, int end) {
    int i = end;
    while (i < line.length() && !endsAt(line.at(i))) {
      i++;
    }
    return withoutTrailing(line, start, i);
  }

  /// Leaves out the punctuation at the end that belongs to the sentence, and closing parentheses
  /// never opened.
  static int withoutTrailing(Draft line, int start, int end) {
    int surplus = 0;
    for (int i = start; i < end; i++) {
      surplus += line.at(i) == ')' ? 1 : line.at(i) == '(' ? -1 : 0;
    }
    int i = end;
    while (i > start) {
      char last = line.at(i - 1);
      if (last == ')' && surplus > 0) {
        surplus--;
      } else if (TRAILING.indexOf(last) < 0) {
        break;
      }
      i--;
    }
    return i;
  }
}
