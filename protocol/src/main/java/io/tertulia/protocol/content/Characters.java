package io.tertulia.protocol.content;

import java.util.function.IntPredicate;

/// What kinds of characters the markup tells apart, by code point.
final class Characters {
  private Characters() {}

  /// White space of any kind, line breaks included.
  static boolean isBlank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /// Says whether nothing can be seen of the text: white space, controls and format characters
  /// only.
  static boolean isBlank(String text) {
    return all(
        text,
        c -> isBlank(c) || Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
  }

  /// Says whether every code point of the text is of a kind.
  static boolean all(String text, IntPredicate kind) {
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (!kind.test(c)) {
        return false;
      }
      i += Character.charCount(c);
    }
    return true;
  }

  /// Says whether a code point of the text is of a kind.
  static boolean any(String text, IntPredicate kind) {
    return !all(text, c -> !kind.test(c));
  }

  /// What words are made of, without `_`: letters, digits and the accents on them.
  static boolean isLetterOrDigit(int c) {
    if (c < 0x80) {
      return isAsciiLetterOrDigit(c);
    }
    return Character.isLetterOrDigit(c) || isAccent(c);
  }

  /// What identifiers are made of: letters, digits and `_`.
  static boolean isWord(int c) {
    return c == '_' || isLetterOrDigit(c);
  }

  static boolean isAsciiLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  // Variation selectors are marks too, but they follow emoji, which are no letters.
  private static boolean isAccent(int c) {
    int type = Character.getType(c);
    return (type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK)
        && (c < 0xFE00 || c > 0xFE0F);
  }
}
