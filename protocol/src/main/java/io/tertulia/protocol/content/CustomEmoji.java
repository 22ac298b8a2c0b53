package io.tertulia.protocol.content;

/// An emoji that only the application knows.
///
/// @param text its name between colons, at most 50 characters in all, of letters, digits, `_`, `+`
///   and `-`; whether there is such an emoji is not checked
public record CustomEmoji(String text) implements TextNode {
  private static final int MAX_LENGTH = 50;

  public CustomEmoji {
    if (!isName(text)) {
      throw new IllegalArgumentException(
          "customEmoji.text: "
              + text
              + " (expected: 1 to 48 of A-Z a-z 0-9 _ + - between two colons)");
    }
  }

  /// Says whether the text can name a custom emoji, both colons included.
  public static boolean isName(String text) {
    int last = text.length() - 1;
    if (last < 2 || last >= MAX_LENGTH || text.charAt(0) != ':' || text.charAt(last) != ':') {
      return false;
    }
    return Characters.all(text.substring(1, last), CustomEmoji::isAllowed);
  }

  private static boolean isAllowed(int c) {
    return Characters.isAsciiLetterOrDigit(c) || c == '_' || c == '+' || c == '-';
  }
}
