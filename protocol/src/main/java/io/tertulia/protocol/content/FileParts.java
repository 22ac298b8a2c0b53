package io.tertulia.protocol.content;

import io.tertulia.protocol.file.FileDetails;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the kinds of [FileBlock] have in common: checks, and durations as numbers.
final class FileParts {
  private FileParts() {}

  static void check(String url, long size, String filename) {
    if (url.isEmpty()) {
      throw new IllegalArgumentException("url: empty (expected: where the file is)");
    }
    if (size < 0) {
      throw new IllegalArgumentException("size: " + size + " (expected: 0 or more bytes)");
    }
    if (filename.isEmpty()) {
      throw new IllegalArgumentException("filename: empty (expected: a name)");
    }
  }

  static @Nullable Integer pixels(Fields file, String name) {
    Long pixels = file.integerOrNull(name);
    if (pixels == null) {
      return null;
    }
    if (pixels < 0 || pixels > Integer.MAX_VALUE) {
      throw file.bad(name, pixels.toString(), "0 or more pixels");
    }
    return pixels.intValue();
  }

  static @Nullable Duration duration(Fields file) {
    Double seconds = file.numberOrNull("duration");
    if (seconds == null) {
      return null;
    }
    if (seconds < 0 || seconds > FileDetails.MAX_DURATION.toSeconds()) {
      throw file.bad(
          "duration",
          seconds.toString(),
          "0 to " + FileDetails.MAX_DURATION.toSeconds() + " seconds");
    }
    long whole = seconds.longValue();
    return Duration.ofSeconds(whole, Math.round((seconds - whole) * 1e9));
  }

  /// Seconds, with a fraction when there is one.
  static @Nullable Json json(@Nullable Duration duration) {
    if (duration == null) {
      return null;
    }
    long nanos = duration.toNanos();
    return nanos % 1_000_000_000 == 0
        ? Json.of(duration.toSeconds())
        : new Json.Real(BigDecimal.valueOf(nanos, 9).doubleValue());
  }

  static @Nullable Json json(@Nullable Integer pixels) {
    return pixels == null ? null : Json.of(pixels.longValue());
  }
}
