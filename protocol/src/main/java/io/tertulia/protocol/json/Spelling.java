package io.tertulia.protocol.json;

import java.util.Collection;
import java.util.Comparator;

/// Which known word somebody may have meant.
public final class Spelling {
  private Spelling() {}

  /// The known word that takes the fewest changes to reach; `none` when none is known.
  public static String nearest(String word, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(other -> distance(word, other)))
        .orElse("none");
  }

  /// How many characters must be put, taken or changed to make one text of the other.
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
