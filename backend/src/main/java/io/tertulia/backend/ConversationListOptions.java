package io.tertulia.backend;

import io.tertulia.protocol.filter.ConversationFilter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which conversations are listed, and in which order.
///
/// @param filter null for all; what only one user knows (`access`, `isUnread`, `joinedAt`) can be
///   asked of that user's list alone, and is refused elsewhere with `INVALID_ARGUMENT`
/// @param order by which they are sorted
/// @param oldestFirst the other way round
public record ConversationListOptions(
    @Nullable ConversationFilter filter, ConversationOrder order, boolean oldestFirst) {
  /// All conversations, those created last first.
  public static final ConversationListOptions ALL =
      new ConversationListOptions(null, ConversationOrder.CREATED_AT, false);

  public ConversationListOptions {
    Objects.requireNonNull(order, "order");
  }

  /// The conversations that match, those created last first.
  public static ConversationListOptions of(ConversationFilter filter) {
    return new ConversationListOptions(filter, ALL.order, ALL.oldestFirst);
  }

  /// The same in that order.
  public ConversationListOptions by(ConversationOrder other) {
    return new ConversationListOptions(filter, other, oldestFirst);
  }

  /// The same the other way round.
  public ConversationListOptions reversed() {
    return new ConversationListOptions(filter, order, !oldestFirst);
  }

  Target on(Target list) {
    if (filter != null) {
      list.with("filter", FilterJson.text(filter));
    }
    return list.with("orderBy", order.wire()).with("orderDirection", oldestFirst ? "ASC" : "DESC");
  }
}
