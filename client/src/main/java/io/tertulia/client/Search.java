package io.tertulia.client;

import java.util.concurrent.CompletableFuture;

/// A search that finds page by page, and can be used again for another query.
///
/// A query is split at whitespace; punctuation at the ends of its words does not count, nor do
/// upper and lower case. Each word must be the beginning of some word of the text, in whatever
/// order. In scripts without spaces a word begins at every character. A query without any word
/// finds nothing and is complete at once.
///
/// Results are those of the moment when their page was loaded. What comes or moves up after
/// [#setQuery] may be missing. Safe for use by any thread; the listener and then the future are
/// told like all callbacks.
///
/// @param <T> what is found
public interface Search<T> {
  /// Begins anew: forgets the results and loads the first three.
  ///
  /// The future gives what was found when the page is complete. It fails with
  /// [io.tertulia.protocol.ErrorCode#SUPERSEDED] when another query takes its place, with
  /// [io.tertulia.protocol.ErrorCode#INVALID_ARGUMENT] for a filter that cannot be carried out or a
  /// query of more than 1,000 characters or 32 words, and with what ends a session. Cancelling it
  /// ends the search.
  CompletableFuture<SearchState<T>> setQuery(String query);

  /// Begins anew, like [#setQuery(String)], and looks in some conversations only.
  CompletableFuture<SearchState<T>> setQuery(String query, SearchFilters filters);

  /// Loads up to ten more; see [#loadMore(int)].
  CompletableFuture<SearchState<T>> loadMore();

  /// Loads more, behind those there are.
  ///
  /// Does nothing before the first query, while the search is running, and when all is loaded: then
  /// the future gives what there is at that moment.
  ///
  /// @param limit 1 to 50; the future fails with [io.tertulia.protocol.ErrorCode#INVALID_ARGUMENT]
  ///   otherwise
  CompletableFuture<SearchState<T>> loadMore(int limit);
}
