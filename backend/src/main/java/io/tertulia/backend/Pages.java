package io.tertulia.backend;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A list that is asked for page by page, each when the one before is used up. A page that is not
/// full is the last. For one thread.
final class Pages<T> implements Iterator<T> {
  private static final int LIMIT = 100;

  private final Function<T, String> id;
  private final Source<T> source;
  private Iterator<T> page = List.<T>of().iterator();
  private @Nullable String last;
  private boolean isOver;

  /// @param id what the next page starts behind
  Pages(Function<T, String> id, Source<T> source) {
    this.id = id;
    this.source = source;
  }

  @Override
  public boolean hasNext() {
    if (!page.hasNext() && !isOver) {
      List<T> next = source.page(LIMIT, last);
      isOver = next.size() < LIMIT;
      page = next.iterator();
    }
    return page.hasNext();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    T item = page.next();
    last = id.apply(item);
    return item;
  }

  /// Gives pages.
  @FunctionalInterface
  interface Source<T> {
    List<T> page(int limit, @Nullable String after);
  }
}
