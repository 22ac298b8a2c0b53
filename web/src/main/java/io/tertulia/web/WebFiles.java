package io.tertulia.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The files of the web side by their paths: `client/` is the client for browsers, `chat/` the chat
/// that pages embed, `dashboard/` what operators see, `lib/` the libraries that they use. Read when
/// first asked for, and kept.
///
/// Safe for use by any thread.
public final class WebFiles {
  private static final Pattern PATH =
      Pattern.compile("(?:[a-z0-9-]+/)*[A-Za-z0-9-]+(?:\\.[a-z0-9]+)*\\.([a-z0-9]+)");
  private static final String LIB = "lib/";
  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json; charset=utf-8",
          "svg", "image/svg+xml");

  private final Map<String, WebFile> known = new ConcurrentHashMap<>();

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

  private static @Nullable WebFile read(String path) {
    var parts = PATH.matcher(path);
    String type = parts.matches() ? TYPES.get(parts.group(1)) : null;
    if (type == null) {
      return null;
    }
    byte[] bytes = bytes(path);
    return bytes == null ? null : WebFile.of(type, bytes);
  }

  private static byte @Nullable [] bytes(String path) {
    if (path.startsWith(LIB)) {
      return library(path.substring(LIB.length()));
    }
    byte[] bytes = resource(path);
    return bytes == null || !path.endsWith(".html") ? bytes : Preload.into(bytes, WebFiles::bytes);
  }

  private static byte @Nullable [] library(String path) {
    Library library = Library.at(path);
    if (library == null) {
      return resource(LIB + path);
    }
    String file = path.substring(library.name().length() + 1);
    byte[] bytes = resource(library.folder() + file);
    if (bytes == null || !path.endsWith(".js")) {
      return bytes;
    }
    String source = new String(bytes, StandardCharsets.UTF_8);
    return Library.linked(path, source).getBytes(StandardCharsets.UTF_8);
  }

  private static byte @Nullable [] resource(String name) {
    try (InputStream in = WebFiles.class.getResourceAsStream(name)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("file " + name + " of the web side cannot be read", e);
    }
  }
}
