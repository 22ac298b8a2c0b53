package io.tertulia.server.chat;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.filter.ConversationFilter;
import org.jspecify.annotations.Nullable;

/// One of the lists that a client looks at, while a page is read from the top down: which entries
/// belong to its window, and where that ends.
final class ListWindow {
  private final @Nullable ConversationFilter filter;
  private final @Nullable Bound from;
  private int below;
  private boolean asBefore;
  private boolean ended;
  private @Nullable Bound last;

  /// @param filter null when all conversations belong to it
  /// @param from where the window ended before; null when there was none
  /// @param more how many entries below that it may have
  ListWindow(@Nullable ConversationFilter filter, @Nullable Bound from, int more) {
    this.filter = filter;
    this.from = from;
    this.below = more;
    this.asBefore = from != null;
  }

  /// Says whether an entry belongs to the window. Asked for each, from the top down, until one does
  /// not fit.
  boolean takes(InboxEntry entry) {
    if (ended || !matches(entry)) {
      return false;
    }
    boolean held = from != null && from.holds(entry.activity(), entry.id());
    ended = !held && below-- <= 0;
    if (!ended) {
      asBefore &= held;
      last = entry.place();
    }
    return !ended;
  }

  /// An entry that was to be taken cannot be told: the window ends above it.
  ///
  /// @param before where it ended before that entry
  void cut(@Nullable Bound before) {
    last = before;
    asBefore = false;
    ended = true;
  }

  /// The last entry that was taken; null when none was.
  @Nullable Bound last() {
    return last;
  }

  /// The window's lower bound, when all entries were shown.
  Bound bound() {
    if (!ended) {
      return Bound.EVERYTHING;
    }
    if (asBefore && from != null) {
      return from;
    }
    return last == null ? Bound.NOTHING : last;
  }

  private boolean matches(InboxEntry entry) {
    return filter == null || (entry.traits() != null && filter.matches(entry.traits()));
  }
}
