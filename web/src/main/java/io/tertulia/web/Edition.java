package io.tertulia.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The web side as this server hands it out: a folder whose name tells its contents, so that a
/// browser may keep all of it for ever, and the few files with lasting addresses that lead there.
final class Edition {
  private static final List<String> PAGES =
      List.of("pages/dashboard.html", "pages/playground.html");

  /// Modules that other people's pages import.
  private static final List<String> ENTRIES = List.of("chat/index.js", "client/index.js");

  private static final String PATH = "/web/";
  private static final Pattern PART = Pattern.compile("href=\"" + PATH + "([^\"]+)\"");
  private static final Pattern SCRIPT =
      Pattern.compile("<script type=\"module\" src=\"" + PATH + "([^\"]+)\">");
  private static final Pattern NAMED = Pattern.compile("(v-[0-9a-f]{20})/(.+)");
  private static final String JS = ".js";

  private final String name;
  private final Scripts scripts;
  private final Map<String, byte[]> pages = new HashMap<>();

  /// By their paths in the folder.
  private final Map<String, byte[]> files = new TreeMap<>();

  Edition() {
    List<String> entries = new ArrayList<>(ENTRIES);
    List<String> others = new ArrayList<>();
    for (String page : PAGES) {
      String html = Sources.text(page);
      PART.matcher(html).results().forEach(part -> others.add(part.group(1)));
      SCRIPT.matcher(html).results().forEach(script -> entries.add(script.group(1)));
    }
    this.scripts = new Scripts(entries, Sources::text);
    others.forEach(path -> files.put(path, Objects.requireNonNull(Sources.bytes(path), path)));
    for (Bundle bundle : scripts.bundles()) {
      files.put(bundle.file(), utf8(scripts.file(bundle)));
    }
    this.name = "v-" + WebFile.tag(files);
    for (String page : PAGES) {
      pages.put(page, utf8(page(Sources.text(page))));
    }
  }

  /// The bytes of a file; null when there is none.
  byte @Nullable [] bytes(String path) {
    if (path.startsWith(name + "/")) {
      return files.get(path.substring(name.length() + 1));
    }
    if (path.endsWith(".html")) {
      return pages.get(path);
    }
    if (path.endsWith(JS)) {
      return scripts.paths().contains(path)
          ? utf8(scripts.door(path, up(path) + name + "/"))
          : null;
    }
    return Sources.bytes(path);
  }

  /// Whether what is at that address will never be anything else.
  boolean isLasting(String path) {
    return path.startsWith(name + "/");
  }

  /// Where a file of another edition is in this one, as seen from there; null when it is none, or
  /// when there is none like it here.
  @Nullable String moved(String path) {
    Matcher other = NAMED.matcher(path);
    if (!other.matches() || other.group(1).equals(name) || !files.containsKey(other.group(2))) {
      return null;
    }
    return up(path) + name + "/" + other.group(2);
  }

  /// A page that asks for what is in the folder, and at once for all that its script imports.
  private String page(String html) {
    String folder = PATH + name + "/";
    String parts = PART.matcher(html).replaceAll("href=\"" + folder + "$1\"");
    return SCRIPT
        .matcher(parts)
        .replaceAll(script -> {
          Bundle bundle = Bundle.of(script.group(1));
          StringBuilder links = new StringBuilder();
          for (Bundle needed : scripts.needs(bundle)) {
            links.append(
                "<link rel=\"modulepreload\" href=\"" + folder + needed.file() + "\">\n    ");
          }
          return links + "<script type=\"module\" src=\"" + folder + bundle.file() + "\">";
        });
  }

  private static String up(String path) {
    return "../".repeat(path.split("/", -1).length - 1);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
