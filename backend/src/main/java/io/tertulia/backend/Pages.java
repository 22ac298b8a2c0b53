package io.tertulia.backend;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// A list that is asked for page by page, each when the one before is used up. For one thread.
final class Pages<T> implements Iterator<T> {
  private final Source<T> source;
  private Iterator<T> page = List.<T>of().iterator();
  private @Nullable String after;
  private boolean isLast;

  Pages(Source<T> source) {
    this.source = source;
  }

  @Override
  public boolean hasNext() {
    while (!page.hasNext() && !isLast) {
      Page<T> next = source.page(after);
      after = next.next();
      isLast = after == null;
      page = next.items().iterator();
    }
    return page.hasNext();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.next();
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
