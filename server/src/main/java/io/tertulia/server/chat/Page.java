package io.tertulia.server.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A piece of a list. One look takes only so many rows, so that nobody else waits long; so a piece
/// may have fewer items than were asked for although there are more.
///
/// @param rest finds the items that are missing; null when none are
public record Page<T>(List<T> items, @Nullable AppQuery<Page<T>> rest) {
  public Page {
    items = List.copyOf(items);
  }
}
