package io.tertulia.server.chat;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of what a search found; see [ServerFrame.Results].
///
/// @param next null when everything was searched
public record SearchPage(
    List<ServerFrame.Hit> hits, List<ConversationState> states, @Nullable Bound next) {
  static final SearchPage EMPTY = new SearchPage(List.of(), List.of(), null);

  public SearchPage {
    hits = List.copyOf(hits);
    states = List.copyOf(states);
  }
}
