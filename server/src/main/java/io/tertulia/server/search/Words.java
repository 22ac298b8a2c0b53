package io.tertulia.server.search;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The words of a query, and what has them: every one must be the beginning of some word of a text.
///
/// Texts are split at whitespace, and punctuation at both ends of a word does not count; inside it
/// does. Upper and lower case, and forms that Unicode holds compatible, are one. In scripts that
/// are written without spaces a word begins at every character.
///
/// This alone decides what is found: the index only saves looking at everything.
public final class Words {
  /// Scripts that put no spaces between words.
  private static final Set<UnicodeScript> UNSPACED =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.YI,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR,
          UnicodeScript.TIBETAN,
          UnicodeScript.TAI_LE,
          UnicodeScript.NEW_TAI_LUE,
          UnicodeScript.TAI_THAM,
          UnicodeScript.TAI_VIET,
          UnicodeScript.JAVANESE,
          UnicodeScript.BALINESE);

  private final List<String> words;

  private Words(List<String> words) {
    this.words = List.copyOf(words);
  }

  /// The words of a query.
  public static Words of(String query) {
    String folded = fold(query);
    List<String> words = new ArrayList<>();
    for (int[] span : spans(folded)) {
      String word = folded.substring(span[0], span[1]);
      if (!words.contains(word)) {
        words.add(word);
      }
    }
    return new Words(words);
  }

  /// How many words there are, each counted once.
  public int count() {
    return words.size();
  }

  /// Says whether there is no word at all: then nothing is found.
  public boolean isEmpty() {
    return words.isEmpty();
  }

  /// Says whether a text has all of these words; never when there are none.
  public boolean match(String text) {
    if (words.isEmpty()) {
      return false;
    }
    String folded = fold(text);
    List<int[]> beginnings = beginnings(folded);
    return words.stream()
        .allMatch(word -> beginnings.stream().anyMatch(at -> folded.startsWith(word, at[0])));
  }

  /// The words as they were folded.
  List<String> folded() {
    return words;
  }

  /// Every place of a text at which a word begins, with the word's end: where the spaces are, and
  /// inside of what is written without.
  static List<int[]> beginnings(String folded) {
    List<int[]> found = new ArrayList<>();
    for (int[] span : spans(folded)) {
      found.add(span);
      boolean before = unspaced(folded.codePointAt(span[0]));
      int at = span[0] + Character.charCount(folded.codePointAt(span[0]));
      while (at < span[1]) {
        int point = folded.codePointAt(at);
        if (!isPunctuation(point)) {
          boolean now = unspaced(point);
          if (now || before) {
            found.add(new int[] {at, span[1]});
          }
          before = now;
        }
        at += Character.charCount(point);
      }
    }
    return found;
  }

  /// A text in which what should be found alike is alike.
  static String fold(String text) {
    if (isPlain(text)) {
      return text.toLowerCase(Locale.ROOT);
    }
    String one = Normalizer.normalize(text, Normalizer.Form.NFKC);
    // By way of the upper case, in which ß is SS; the last letter of a Greek word is like others.
    String lower = one.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('ς', 'σ');
    return Normalizer.normalize(lower, Normalizer.Form.NFKC);
  }

  /// The words between spaces, without punctuation at their ends: where each begins and ends.
  private static List<int[]> spans(String folded) {
    List<int[]> spans = new ArrayList<>();
    int at = 0;
    while (at < folded.length()) {
      int begin = at;
      while (at < folded.length() && !isSpace(folded.codePointAt(at))) {
        at += Character.charCount(folded.codePointAt(at));
      }
      trim(folded, begin, at, spans);
      at += at < folded.length() ? Character.charCount(folded.codePointAt(at)) : 0;
    }
    return spans;
  }

  private static void trim(String folded, int begin, int end, List<int[]> spans) {
    int from = begin;
    int until = end;
    while (from < until && isPunctuation(folded.codePointAt(from))) {
      from += Character.charCount(folded.codePointAt(from));
    }
    while (from < until && isPunctuation(folded.codePointBefore(until))) {
      until -= Character.charCount(folded.codePointBefore(until));
    }
    if (from < until) {
      spans.add(new int[] {from, until});
    }
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSpace(int point) {
    return Character.isWhitespace(point) || Character.isSpaceChar(point);
  }

  private static boolean isPunctuation(int point) {
    return switch (Character.getType(point)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  /// Says whether a character belongs to a script without spaces.
  static boolean unspaced(int point) {
    return point >= 0x0E00 && UNSPACED.contains(UnicodeScript.of(point));
  }
}
