package io.tertulia.protocol.file;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What is known of a file besides its bytes.
///
/// @param filename as the uploader gave it, or already cleaned; see [#cleanFilename]
/// @param width pixels as seen upright; null when unknown, or the kind has none
/// @param height pixels as seen upright; null when unknown, or the kind has none
/// @param duration null when unknown, or the kind has none
public record FileDetails(
    FileKind kind,
    String filename,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable Duration duration) {
  /// How many characters (code points) of a file name are kept.
  public static final int MAX_FILENAME = 255;

  /// The longest duration.
  public static final Duration MAX_DURATION = Duration.ofSeconds(1_000_000_000);

  private static final int MAX_EXTENSION = 16;

  public FileDetails {
    check(width, height, duration);
  }

  /// Checks what is known of a file; null is always right.
  ///
  /// @throws IllegalArgumentException when something is negative, or too long
  public static void check(
      @Nullable Integer width, @Nullable Integer height, @Nullable Duration duration) {
    checkPixels("width", width);
    checkPixels("height", height);
    if (duration != null && (duration.isNegative() || duration.compareTo(MAX_DURATION) > 0)) {
      throw new IllegalArgumentException(
          "duration: " + duration + " (expected: 0 to " + MAX_DURATION.toSeconds() + " seconds)");
    }
  }

  /// A file name that can do no harm: without folders, control characters and marks that turn the
  /// direction of text, of at most [#MAX_FILENAME] characters with its extension kept; `file` when
  /// nothing is left.
  public static String cleanFilename(String given) {
    String name = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    String clean =
        name.codePoints()
            .filter(FileDetails::isHarmless)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .strip();
    if (clean.chars().allMatch(c -> c == '.')) {
      return "file";
    }
    return shorten(clean);
  }

  private static String shorten(String name) {
    int length = name.codePointCount(0, name.length());
    if (length <= MAX_FILENAME) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String extension = dot < 0 || name.length() - dot > MAX_EXTENSION ? "" : name.substring(dot);
    int kept = MAX_FILENAME - extension.codePointCount(0, extension.length());
    return name.substring(0, name.offsetByCodePoints(0, kept)) + extension;
  }

  /// Control characters, half characters, and format characters such as marks of direction do harm;
  /// joiners inside of emoji and scripts are kept.
  private static boolean isHarmless(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.FORMAT -> character == 0x200C || character == 0x200D;
      default -> true;
    };
  }

  private static void checkPixels(String name, @Nullable Integer pixels) {
    if (pixels != null && pixels < 0) {
      throw new IllegalArgumentException(name + ": " + pixels + " (expected: 0 or more pixels)");
    }
  }
}
