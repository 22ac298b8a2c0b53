package io.tertulia.server.identity;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The origins whose pages may use an app; of none, all.
///
/// An origin is what a browser says in `Origin`: `https://shop.example`, with the port where it is
/// not the usual one. `https://*.shop.example` stands for all names below that one, and not for it.
/// `null` is what pages without an origin say, such as files and frames in a sandbox.
///
/// @param patterns in small letters, without the usual port
public record AllowedOrigins(List<String> patterns) {
  /// How many an app may name.
  public static final int MAX = 100;

  /// Pages of all origins.
  public static final AllowedOrigins ALL = new AllowedOrigins(List.of());

  private static final int MAX_LENGTH = 255;
  private static final String NOBODY = "null";
  private static final String BELOW = "*.";
  private static final Pattern ORIGIN =
      Pattern.compile(
          "([a-z][a-z0-9+.-]*)://((?:\\*\\.)?[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+])"
              + "(?::([0-9]{1,5}))?");

  public AllowedOrigins {
    patterns = List.copyOf(new LinkedHashSet<>(patterns));
  }

  /// Those that a member names.
  ///
  /// @throws IllegalArgumentException naming the first that is none, or that there are too many
  static AllowedOrigins read(Fields in, String member) {
    List<String> patterns = in.list(member, (item, path) -> parse(Fields.asText(item, path), path));
    if (patterns.size() > MAX) {
      throw in.bad(member, patterns.size() + " origins", "at most " + MAX);
    }
    return new AllowedOrigins(patterns);
  }

  /// Says whether all may.
  public boolean isAll() {
    return patterns.isEmpty();
  }

  /// Says whether pages of that origin may.
  ///
  /// @param origin as a browser says it
  public boolean allows(String origin) {
    if (isAll()) {
      return true;
    }
    String asked = origin.toLowerCase(Locale.ROOT);
    return patterns.stream().anyMatch(pattern -> fits(pattern, asked));
  }

  Json json() {
    return Json.of(patterns);
  }

  private static boolean fits(String pattern, String origin) {
    int star = pattern.indexOf(BELOW);
    if (star < 0) {
      return pattern.equals(origin);
    }
    String scheme = pattern.substring(0, star);
    String name = pattern.substring(star + 1);
    return origin.length() > scheme.length() + name.length()
        && origin.startsWith(scheme)
        && origin.endsWith(name)
        && ORIGIN.matcher(origin).matches();
  }

  private static String parse(String text, String path) {
    String origin = text.toLowerCase(Locale.ROOT);
    Matcher parts = ORIGIN.matcher(origin);
    if (origin.equals(NOBODY)) {
      return origin;
    }
    if (origin.length() > MAX_LENGTH || !parts.matches()) {
      throw new IllegalArgumentException(
          path
              + ": "
              + (text.length() > MAX_LENGTH ? text.length() + " characters" : text)
              + " (expected: an origin such as https://shop.example or https://*.shop.example)");
    }
    return isUsual(parts.group(1), parts.group(3))
        ? origin.substring(0, origin.lastIndexOf(':'))
        : origin;
  }

  /// Whether browsers leave that port out.
  private static boolean isUsual(String scheme, @Nullable String port) {
    return (scheme.equals("https") && "443".equals(port))
        || (scheme.equals("http") && "80".equals(port));
  }
}
