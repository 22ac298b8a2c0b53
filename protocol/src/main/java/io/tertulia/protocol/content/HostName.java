package io.tertulia.protocol.content;

import java.net.IDN;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Names of hosts.
final class HostName {
  private static final int MAX_LENGTH = 253;
  // Older and newer rules for international names disagree about these, so that a name with them
  // equals itself only.
  private static final String DISPUTED = "ßς\u200C\u200D";

  private HostName() {}

  /// The name in lower case and ASCII form, or null when it names no host.
  static @Nullable String canonical(String host) {
    if (host.length() > MAX_LENGTH) {
      return null;
    }
    if (host.startsWith("[")) {
      return isBracketed(host) ? host.toLowerCase(Locale.ROOT) : null;
    }
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    StringBuilder canonical = new StringBuilder();
    for (String label : name.split("\\.", -1)) {
      String ascii = canonicalLabel(label);
      if (ascii == null) {
        return null;
      }
      canonical.append(canonical.length() == 0 ? "" : ".").append(ascii);
    }
    return canonical.toString();
  }

  private static @Nullable String canonicalLabel(String label) {
    boolean wellFormed =
        !label.isEmpty()
            && !label.startsWith("-")
            && !label.endsWith("-")
            && !label.endsWith("_")
            && Characters.all(label, c -> c == '-' || Characters.isWord(c));
    if (!wellFormed || label.length() > 63) {
      return null;
    }
    String lower = label.toLowerCase(Locale.ROOT);
    boolean ascii = Characters.all(lower, c -> c < 0x80);
    if (ascii || Characters.any(lower, c -> DISPUTED.indexOf(c) >= 0)) {
      return lower;
    }
    try {
      return IDN.toASCII(lower, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  // An IPv6 address; whoever follows the link finds out whether it is one.
  private static boolean isBracketed(String host) {
    int last = host.length() - 1;
    return last > 2
        && host.charAt(last) == ']'
        && Characters.all(
            host.substring(1, last), c -> Character.digit(c, 16) >= 0 || c == ':' || c == '.');
  }

  /// The end of the run of letters, digits, dots and hyphens from here.
  static int runEnd(Draft line, int start) {
    int i = start;
    while (i < line.length() && isPart(line.at(i))) {
      i++;
    }
    return i;
  }

  /// The end of the run from here without the dots and hyphens at its end.
  static int end(Draft line, int start, int runEnd) {
    int i = runEnd;
    while (i > start && (line.at(i - 1) == '.' || line.at(i - 1) == '-')) {
      i--;
    }
    return i;
  }

  private static boolean isPart(char c) {
    return c == '.' || c == '-' || Characters.isLetterOrDigit(c);
  }

  /// Says whether a name may end here: what follows is neither `@` nor goes on as a word.
  static boolean canEndAt(Draft line, int end) {
    int i = end;
    while (i < line.length() && line.at(i) == '_') {
      i++;
    }
    return i == end ? line.codePointAt(end) != '@' : !Characters.isWord(line.codePointAt(i));
  }
}
