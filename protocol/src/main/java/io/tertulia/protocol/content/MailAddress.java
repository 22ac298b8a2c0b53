package io.tertulia.protocol.content;

import org.jspecify.annotations.Nullable;

/// A mail address of the usual kind: letters, digits and `. _ + -`, `@`, a host with a dot in it.
record MailAddress(String user, String host) {
  private static final int MAX_USER_LENGTH = 64;

  /// The address that the text is, or null. The host comes in lower case and ASCII form.
  static @Nullable MailAddress parse(String text) {
    int at = text.indexOf('@');
    String user = text.substring(0, Math.max(0, at));
    if (user.isEmpty()
        || user.length() > MAX_USER_LENGTH
        || !Characters.all(user, MailAddress::isUserPart)) {
      return null;
    }
    String host = HostName.canonical(text.substring(at + 1));
    return host != null && isTop(host.substring(host.lastIndexOf('.') + 1), host)
        ? new MailAddress(user, host)
        : null;
  }

  private static boolean isTop(String top, String host) {
    return host.length() > top.length()
        && top.length() > 1
        && !Characters.all(top, Characters::isDigit);
  }

  static boolean isUserPart(int c) {
    return Characters.isWord(c) || c == '.' || c == '+' || c == '-';
  }

  /// Says whether both are mail addresses, and the same.
  static boolean isSame(String one, String other) {
    MailAddress address = parse(one);
    return address != null && address.equals(parse(other));
  }
}
