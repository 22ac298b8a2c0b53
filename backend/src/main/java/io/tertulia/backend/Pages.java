package io.tertulia.backend;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// A list that is asked for page by page. For one thread.
///
/// Where the next page begins behind the last item of the one before, it is asked for before that
/// item is handed out: whoever gets it may delete it, as all that came before it.
final class Pages<T> implements Iterator<T> {
  private final Source<T> source;
  private final int keptBack;
  private final Deque<T> page = new ArrayDeque<>();
  private @Nullable String after;
  private boolean isLast;

  private Pages(Source<T> source, int keptBack) {
    this.source = source;
    this.keptBack = keptBack;
  }

  /// A list whose pages begin behind an item.
  static <T> Pages<T> behindItems(Source<T> source) {
    return new Pages<>(source, 1);
  }

  /// A list whose pages begin where the server has said, whatever becomes of the items.
  static <T> Pages<T> behindCursors(Source<T> source) {
    return new Pages<>(source, 0);
  }

  @Override
  public boolean hasNext() {
    while (page.size() <= keptBack && !isLast) {
      Page<T> next = source.page(after);
      after = next.next();
      isLast = after == null;
      page.addAll(next.items());
    }
    return !page.isEmpty();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.remove();
  }

  /// Some of a list.
  ///
  /// @param next what the next page begins behind; null when there is none
  record Page<T>(List<T> items, @Nullable String next) {}

  /// Gives pages.
  @FunctionalInterface
  interface Source<T> {
    /// The page behind that place.
    ///
    /// @param after what the page before said; null for the first
    Page<T> page(@Nullable String after);
  }
}
