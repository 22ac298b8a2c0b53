package io.tertulia.server.masking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds words of a list in a text, in whatever case: the longest of those that begin at a place,
/// and only where no letter, digit or `_` goes on beside a word's own.
final class WordList {
  private final Map<Character, List<String>> byFirst = new HashMap<>();

  WordList(List<String> words) {
    for (String word : words) {
      byFirst.computeIfAbsent(folded(word.charAt(0)), first -> new ArrayList<>()).add(word);
    }
    byFirst.values().forEach(list -> list.sort(Comparator.comparingInt(String::length).reversed()));
  }

  void find(String text, Spans hits) {
    int i = 0;
    while (i < text.length() && !byFirst.isEmpty()) {
      int end = endOfWordAt(text, i);
      if (end > i) {
        hits.add(i, end);
        i = end;
      } else {
        i++;
      }
    }
  }

  /// Where the word of the list ends that begins here; -1 when none does.
  private int endOfWordAt(String text, int start) {
    List<String> candidates = byFirst.get(folded(text.charAt(start)));
    if (candidates == null || goesOn(text, start)) {
      return -1;
    }
    for (String word : candidates) {
      int end = start + word.length();
      if (text.regionMatches(true, start, word, 0, word.length()) && !goesOn(text, end)) {
        return end;
      }
    }
    return -1;
  }

  /// Says whether one word goes on from before a place to behind it.
  private static boolean goesOn(String text, int place) {
    return place > 0
        && place < text.length()
        && isWord(text.codePointBefore(place))
        && isWord(text.codePointAt(place));
  }

  private static boolean isWord(int c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private static char folded(char c) {
    return Character.toLowerCase(Character.toUpperCase(c));
  }
}
