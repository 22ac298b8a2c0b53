package io.tertulia.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Hears a list each time it changes.
///
/// @param <E> its items
@FunctionalInterface
public interface ListListener<E> {
  /// Called for each snapshot, one call after the other.
  ///
  /// @param snapshot the whole list; null when there is nothing to see
  /// @param loadedAll whether the list holds every item there is
  void onSnapshot(@Nullable List<E> snapshot, boolean loadedAll);
}
