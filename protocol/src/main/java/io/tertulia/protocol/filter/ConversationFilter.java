package io.tertulia.protocol.filter;

import io.tertulia.protocol.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which conversations a list or a search shows.
///
/// ```java
/// ConversationFilter.where().isUnread(true).custom("state", StringFilter.ne("closed")).build();
/// ConversationFilter.any(mine, urgent);
/// ```
///
/// Filters are values: made once, equal by what they say, safe for use by any thread. What cannot
/// be carried out is told where the filter is used, see [#flaw].
@SuppressWarnings("exports")
public sealed interface ConversationFilter permits SimpleConversationFilter, AnyOf {
  /// A filter may take so many bytes as JSON.
  int MAX_BYTES = 16 << 10;

  /// Begins a filter; without any condition it matches everything.
  static SimpleConversationFilter.Builder where() {
    return new SimpleConversationFilter.Builder();
  }

  /// Matches what at least one of these matches.
  ///
  /// @param alternatives at least one
  static ConversationFilter any(SimpleConversationFilter... alternatives) {
    return new AnyOf(List.of(alternatives));
  }

  /// Says whether a conversation matches.
  boolean matches(ConversationTraits conversation);

  /// Why the filter cannot be carried out; null when it can. Whoever uses one that cannot is
  /// refused with [io.tertulia.protocol.ErrorCode#INVALID_ARGUMENT]: one of no alternatives, or of
  /// more than 16 KiB.
  default @Nullable String flaw() {
    if (this instanceof AnyOf any && any.alternatives().isEmpty()) {
      return "any: nothing (expected: at least one filter)";
    }
    int bytes = json().toBytes().length;
    return bytes > MAX_BYTES
        ? "filter: " + bytes + " bytes of JSON (expected: at most " + MAX_BYTES + ")"
        : null;
  }

  /// Reads a filter; `path` names it in errors.
  ///
  /// @throws IllegalArgumentException when it is none
  static ConversationFilter read(Json json, String path) {
    return FilterJson.read(json, path);
  }

  /// The filter as it stands on the wire.
  Json json();
}
