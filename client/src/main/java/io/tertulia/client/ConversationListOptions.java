package io.tertulia.client;

import io.tertulia.protocol.filter.ConversationFilter;
import org.jspecify.annotations.Nullable;

/// What a list of conversations shows.
///
/// @param filter which conversations; null for all
public record ConversationListOptions(@Nullable ConversationFilter filter) {
  /// A list of the conversations that match a filter.
  public static ConversationListOptions of(ConversationFilter filter) {
    return new ConversationListOptions(filter);
  }
}
