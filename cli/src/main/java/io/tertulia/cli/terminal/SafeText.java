package io.tertulia.cli.terminal;

/// What strangers wrote, such that showing it cannot move the cursor, change colours, reorder
/// letters, or look like more lines than it is.
///
/// Control characters, line separators, bidirectional controls and halves of characters are shown
/// as escapes, such as `\u001b`; a tab becomes a space.
public final class SafeText {
  private SafeText() {}

  /// Text on one line; a line break is shown as an escape.
  public static String line(String text) {
    StringBuilder safe = null;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int width = Character.charCount(c);
      if (safe == null && unsafe(c)) {
        safe = new StringBuilder(text.length() + 16).append(text, 0, i);
      }
      if (safe != null) {
        show(safe, c);
      }
      i += width;
    }
    return safe == null ? text : safe.toString();
  }

  /// Text on as many lines as it has; all but the first begin with `indent`, so that none can pass
  /// for a line of ours.
  public static String block(String text, String indent) {
    String[] lines = text.replace("\r\n", "\n").split("\n", -1);
    StringBuilder block = new StringBuilder(line(lines[0]));
    for (int i = 1; i < lines.length; i++) {
      block.append('\n').append(indent).append(line(lines[i]));
    }
    return block.toString();
  }

  /// The beginning of a text on one line, in at most `max` characters and an ellipsis.
  public static String excerpt(String text, int max) {
    String flat = text.strip().replaceAll("\\s+", " ");
    if (flat.codePointCount(0, flat.length()) <= max) {
      return line(flat);
    }
    return line(flat.substring(0, flat.offsetByCodePoints(0, max)).strip()) + "…";
  }

  private static void show(StringBuilder safe, int c) {
    if (c == '\t') {
      safe.append(' ');
    } else if (unsafe(c)) {
      safe.append(String.format("\\u%04x", c));
    } else {
      safe.appendCodePoint(c);
    }
  }

  private static boolean unsafe(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      case Character.FORMAT -> reorders(c);
      default -> false;
    };
  }

  /// Marks, embeddings, overrides and isolates that change the order in which letters are shown.
  private static boolean reorders(int c) {
    return c == 0x061c
        || c == 0x200e
        || c == 0x200f
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069);
  }
}
