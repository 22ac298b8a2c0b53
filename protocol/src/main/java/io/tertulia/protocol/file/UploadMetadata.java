package io.tertulia.protocol.file;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// [FileDetails] as the header `Upload-Metadata` of tus 1.0: keys, each followed by a space and its
/// value in Base64, with commas between.
///
/// Ours are `filename`, `kind`, `width`, `height` (pixels) and `duration` (seconds, perhaps with a
/// fraction); of others' clients `name` stands for `filename` too. Unknown keys count for nothing.
/// Without a kind it is a [FileKind#FILE].
public final class UploadMetadata {
  private static final int MAX_LENGTH = 8 << 10;

  private UploadMetadata() {}

  /// The header's value.
  public static String write(FileDetails details) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("filename", details.filename());
    values.put("kind", details.kind().wire());
    put(values, "width", details.width());
    put(values, "height", details.height());
    Duration duration = details.duration();
    if (duration != null) {
      put(values, "duration", BigDecimal.valueOf(duration.toNanos(), 9).toPlainString());
    }
    return values.entrySet().stream()
        .map(e -> e.getKey() + " " + base64(e.getValue()))
        .collect(Collectors.joining(","));
  }

  /// The details in a header; the file name is cleaned.
  ///
  /// @throws IllegalArgumentException when it is malformed, or has no file name
  public static FileDetails read(String header) {
    Map<String, String> values = values(header);
    String filename = values.getOrDefault("filename", values.getOrDefault("name", ""));
    if (filename.isBlank()) {
      throw new IllegalArgumentException(
          "Upload-Metadata.filename: missing (expected: the file's name in Base64)");
    }
    String kind = values.get("kind");
    return of(
        kind == null ? FileKind.FILE : FileKind.parse(kind),
        filename,
        values.get("width"),
        values.get("height"),
        values.get("duration"));
  }

  /// Details from texts, as a form or a header has them; the file name is cleaned.
  ///
  /// @param width a number of pixels; null or empty for unknown
  /// @param height a number of pixels; null or empty for unknown
  /// @param duration a number of seconds; null or empty for unknown
  /// @throws IllegalArgumentException when a number is none
  public static FileDetails of(
      FileKind kind,
      String filename,
      @Nullable String width,
      @Nullable String height,
      @Nullable String duration) {
    return new FileDetails(
        kind,
        FileDetails.cleanFilename(filename),
        pixels("width", width),
        pixels("height", height),
        seconds(duration));
  }

  private static Map<String, String> values(String header) {
    if (header.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "Upload-Metadata: "
              + header.length()
              + " characters (expected: at most "
              + MAX_LENGTH
              + ")");
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : header.split(",", -1)) {
      String[] parts = pair.strip().split(" ", 2);
      if (!parts[0].isEmpty()) {
        values.putIfAbsent(parts[0], parts.length == 1 ? "" : text(parts[0], parts[1].strip()));
      }
    }
    return values;
  }

  private static String text(String key, String value) {
    try {
      return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Upload-Metadata." + key + ": no Base64", e);
    }
  }

  private static @Nullable Integer pixels(String name, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + ": " + text + " (expected: 0 or more pixels)", e);
    }
  }

  private static @Nullable Duration seconds(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      if (text.length() > 32) {
        throw new NumberFormatException("too long");
      }
      return Duration.ofNanos(new BigDecimal(text).movePointRight(9).longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("duration: " + text + " (expected: seconds)", e);
    }
  }

  private static void put(Map<String, String> values, String key, @Nullable Object value) {
    if (value != null) {
      values.put(key, value.toString());
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
