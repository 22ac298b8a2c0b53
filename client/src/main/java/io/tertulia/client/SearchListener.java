package io.tertulia.client;

import java.util.List;

/// Hears what a search finds.
///
/// @param <T> its results
@FunctionalInterface
public interface SearchListener<T> {
  /// Called when there are new results and when the status changes, one call after the other.
  ///
  /// @param results all so far of the newest query, unmodifiable
  /// @param status whether it is still running, and if not, whether there is more
  void onResults(List<T> results, SearchStatus status);
}
