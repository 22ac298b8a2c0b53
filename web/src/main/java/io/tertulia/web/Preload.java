package io.tertulia.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Says in a page which modules its script will import, so that a browser asks for all of them at
/// once instead of finding them one behind the other.
final class Preload {
  private static final String PATH = "/web/";
  private static final Pattern SCRIPT =
      Pattern.compile("<script type=\"module\" src=\"" + PATH + "([^\"]+)\"></script>");

  /// An import that is always carried out; one in brackets waits until it is needed.
  private static final Pattern IMPORT =
      Pattern.compile("\\b(?:from|import)\\s*[\"'](\\.[^\"']+)[\"']");

  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");

  private Preload() {}

  /// The page with what it needs.
  ///
  /// @param files the bytes of a file by its path; null for none
  static byte[] into(byte[] page, Function<String, byte @Nullable []> files) {
    String html = new String(page, StandardCharsets.UTF_8);
    return SCRIPT
        .matcher(html)
        .replaceAll(
            script -> Matcher.quoteReplacement(links(script.group(1), files) + script.group()))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String links(String script, Function<String, byte @Nullable []> files) {
    StringBuilder links = new StringBuilder();
    for (String module : imported(script, files)) {
      links.append("<link rel=\"modulepreload\" href=\"").append(PATH).append(module);
      links.append("\">\n    ");
    }
    return links.toString();
  }

  /// All that a module imports, and what that imports.
  private static Set<String> imported(String script, Function<String, byte @Nullable []> files) {
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> next = new ArrayDeque<>(Set.of(script));
    while (!next.isEmpty()) {
      String path = next.remove();
      byte[] bytes = files.apply(path);
      if (bytes != null && seen.add(path)) {
        String source = new String(bytes, StandardCharsets.UTF_8);
        Matcher imports = IMPORT.matcher(COMMENT.matcher(source).replaceAll(""));
        while (imports.find()) {
          next.add(URI.create(path).resolve(imports.group(1)).getPath());
        }
      }
    }
    seen.remove(script);
    return seen;
  }
}
