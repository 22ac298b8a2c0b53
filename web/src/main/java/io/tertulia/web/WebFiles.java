package io.tertulia.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The files of the web side by their paths. `client/` is the client for browsers and `chat/` the
/// chat that pages embed, under addresses that stay; what is behind them is made of all modules
/// when the first file is asked for, and kept.
///
/// Safe for use by any thread.
public final class WebFiles {
  private static final Pattern PATH =
      Pattern.compile("(?:[a-z0-9-]+/)*[A-Za-z0-9-]+(?:\\.[a-z0-9]+)*\\.([a-z0-9]+)");
  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json; charset=utf-8",
          "svg", "image/svg+xml");

  private final Map<String, WebFile> known = new ConcurrentHashMap<>();
  private @Nullable Edition edition; // Guarded by this.

  /// The file of that path; null when there is none.
  ///
  /// @param path such as `client/index.js`
  public @Nullable WebFile find(String path) {
    WebFile found = known.get(path);
    if (found == null) {
      found = read(path);
      if (found != null) {
        known.put(path, found);
      }
    }
    return found;
  }

  /// Where the like of a file is that an older or newer server handed out, as seen from its path;
  /// null for any other path. Who gets it from there gets what it imports from there too.
  public @Nullable String moved(String path) {
    return edition().moved(path);
  }

  private @Nullable WebFile read(String path) {
    var parts = PATH.matcher(path);
    String type = parts.matches() ? TYPES.get(parts.group(1)) : null;
    if (type == null) {
      return null;
    }
    byte[] bytes = edition().bytes(path);
    return bytes == null ? null : WebFile.of(type, bytes, edition().isLasting(path));
  }

  private synchronized Edition edition() {
    if (edition == null) {
      edition = new Edition();
    }
    return edition;
  }
}
