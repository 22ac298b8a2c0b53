package io.tertulia.client;

import java.util.List;

/// What a search has found so far.
///
/// @param results in the order in which they are shown
/// @param loadedAll whether there is nothing more to find
public record SearchState<T>(List<T> results, boolean loadedAll) {
  public SearchState {
    results = List.copyOf(results);
  }
}
