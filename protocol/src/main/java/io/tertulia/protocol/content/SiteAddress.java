package io.tertulia.protocol.content;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The parts of a web address, null (for the path: empty) when not given.
///
/// @param scheme `http` or `https`
/// @param user what stands before `@`; only behind a scheme
/// @param host in lower case and ASCII form
record SiteAddress(
    @Nullable String scheme,
    @Nullable String user,
    String host,
    @Nullable String port,
    String path,
    @Nullable String query,
    @Nullable String fragment) {

  /// The parts of the text, or null when it is no web address. A scheme may be missing, then the
  /// host needs a dot.
  static @Nullable SiteAddress parse(String text) {
    if (Characters.any(text, LinkTarget::endsAt)) {
      return null;
    }
    int start = schemeLength(text);
    int pathStart = first(text, "/?#", start);
    int queryStart = first(text, "?#", pathStart);
    int fragmentStart = first(text, "#", queryStart);
    String authority = text.substring(start, pathStart);
    int at = authority.lastIndexOf('@');
    String place = authority.substring(at + 1);
    int colon =
        place.startsWith("[") ? place.indexOf(':', place.indexOf(']') + 1) : place.indexOf(':');
    String host = HostName.canonical(colon < 0 ? place : place.substring(0, colon));
    String port = colon < 0 ? null : place.substring(colon + 1);
    if (host == null || (port != null && !isPort(port))) {
      return null;
    }
    if (start == 0 && (at >= 0 || host.indexOf('.') < 0)) {
      return null;
    }
    return new SiteAddress(
        start == 0 ? null : text.substring(0, start - 3).toLowerCase(Locale.ROOT),
        at < 0 ? null : authority.substring(0, at),
        host,
        port,
        text.substring(pathStart, queryStart),
        queryStart == fragmentStart ? null : text.substring(queryStart, fragmentStart),
        fragmentStart == text.length() ? null : text.substring(fragmentStart));
  }

  /// The length of `http://` or `https://` at the start, 0 when there is none.
  private static int schemeLength(String text) {
    String start = text.substring(0, Math.min(8, text.length())).toLowerCase(Locale.ROOT);
    return start.equals("https://") ? 8 : start.startsWith("http://") ? 7 : 0;
  }

  private static int first(String text, String stops, int from) {
    int i = from;
    while (i < text.length() && stops.indexOf(text.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  static boolean isPort(String port) {
    return !port.isEmpty() && port.length() <= 5 && Characters.all(port, Characters::isDigit);
  }

  /// Says whether every part given here is the same there. A user name must not be added: it could
  /// pass for the host.
  boolean isPartOf(SiteAddress whole) {
    return host.equals(whole.host)
        && Objects.equals(user, whole.user)
        && isSame(scheme, whole.scheme)
        && isSame(port, whole.port)
        && (path.isEmpty() || path.equals(whole.path.isEmpty() ? "/" : whole.path))
        && isSame(query, whole.query)
        && isSame(fragment, whole.fragment);
  }

  private static boolean isSame(@Nullable String part, @Nullable String whole) {
    return part == null || part.equals(whole);
  }
}
