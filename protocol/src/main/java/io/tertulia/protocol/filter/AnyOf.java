package io.tertulia.protocol.filter;

import io.tertulia.protocol.json.Json;
import java.util.List;

/// Matches what at least one of the alternatives matches; made by [ConversationFilter#any].
///
/// @param alternatives one or more; with none the filter cannot be carried out
@SuppressWarnings("exports")
public record AnyOf(List<SimpleConversationFilter> alternatives) implements ConversationFilter {
  public AnyOf {
    alternatives = List.copyOf(alternatives);
  }

  @Override
  public boolean matches(ConversationTraits conversation) {
    return alternatives.stream().anyMatch(filter -> filter.matches(conversation));
  }

  @Override
  public Json json() {
    return FilterJson.write(this);
  }
}
