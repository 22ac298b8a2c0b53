package io.tertulia.testkit.law;

import io.tertulia.client.Active;
import java.util.List;
import java.util.Objects;

/// Where two states differ, in words: of lists only the first items that do.
final class Difference {
  private Difference() {}

  static String between(Object lived, Object fresh) {
    if (!(lived instanceof Active<?> shown)
        || !(fresh instanceof Active<?> known)
        || !(shown.latestSnapshot() instanceof List<?> here)
        || !(known.latestSnapshot() instanceof List<?> there)) {
      return lines(lived, fresh);
    }
    int same = 0;
    while (same < Math.min(here.size(), there.size())
        && Objects.equals(here.get(same), there.get(same))) {
      same++;
    }
    return lines(
        here.size() + " items, loadedAll " + shown.loadedAll() + item(here, same),
        there.size() + " items, loadedAll " + known.loadedAll() + item(there, same));
  }

  private static String item(List<?> items, int index) {
    return index < items.size() ? ", at " + index + " " + items.get(index) : "";
  }

  private static String lines(Object lived, Object fresh) {
    return "\n  lived: " + lived + "\n  fresh: " + fresh;
  }
}
