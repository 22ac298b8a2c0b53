package io.tertulia.client;

import io.tertulia.protocol.filter.ConversationFilter;
import org.jspecify.annotations.Nullable;

/// Where a search looks.
///
/// @param conversation in which conversations; null for all
public record SearchFilters(@Nullable ConversationFilter conversation) {
  /// A search in the conversations that match a filter.
  public static SearchFilters of(ConversationFilter conversation) {
    return new SearchFilters(conversation);
  }
}
