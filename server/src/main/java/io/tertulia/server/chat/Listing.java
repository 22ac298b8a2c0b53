package io.tertulia.server.chat;

import io.tertulia.protocol.filter.ConversationFilter;
import org.jspecify.annotations.Nullable;

/// Which conversations a page of a list shows, and in which order.
///
/// Where the filter speaks of the last activity, it means the time of the last message; no time
/// fits a conversation without messages.
///
/// @param limit 1 to 100
/// @param startingAfter id of the last conversation of the page before; null for the first page
/// @param order what the conversations are ordered by
/// @param ascending the earliest first
/// @param offset milliseconds since 1970: only what comes later in the order; null for everything
/// @param lastMessageAfter milliseconds since 1970; null for everything
/// @param lastMessageBefore milliseconds since 1970; null for everything
/// @param onlyUnread only what the user whose list it is has not read
/// @param filter null for everything
public record Listing(
    int limit,
    @Nullable String startingAfter,
    Order order,
    boolean ascending,
    @Nullable Long offset,
    @Nullable Long lastMessageAfter,
    @Nullable Long lastMessageBefore,
    boolean onlyUnread,
    @Nullable ConversationFilter filter) {

  /// What conversations are ordered by.
  public enum Order {
    /// When they were created.
    CREATED_AT("created_at"),
    /// When the last message was sent, or when they were created if there is none.
    LAST_ACTIVITY("coalesce(newest_at, created_at)");

    private final String column;

    Order(String column) {
      this.column = column;
    }

    /// As the index has it.
    String column() {
      return column;
    }
  }

  /// The same with fewer items, as some were found.
  Listing withLimit(int left) {
    return new Listing(
        left,
        startingAfter,
        order,
        ascending,
        offset,
        lastMessageAfter,
        lastMessageBefore,
        onlyUnread,
        filter);
  }

  /// The earliest time of the order that can be on the page.
  long from() {
    long from = Long.MIN_VALUE;
    if (ascending && offset != null) {
      from = next(offset);
    }
    return order == Order.LAST_ACTIVITY && lastMessageAfter != null
        ? Math.max(from, next(lastMessageAfter))
        : from;
  }

  /// The latest time of the order that can be on the page.
  long until() {
    long until = Long.MAX_VALUE;
    if (!ascending && offset != null) {
      until = previous(offset);
    }
    return order == Order.LAST_ACTIVITY && lastMessageBefore != null
        ? Math.min(until, previous(lastMessageBefore))
        : until;
  }

  /// Says whether the time of the last message is as wanted.
  ///
  /// @param newestAt null when there is none
  boolean fits(@Nullable Long newestAt) {
    if (lastMessageAfter == null && lastMessageBefore == null) {
      return true;
    }
    return newestAt != null
        && (lastMessageAfter == null || newestAt > lastMessageAfter)
        && (lastMessageBefore == null || newestAt < lastMessageBefore);
  }

  private static long next(long time) {
    return time == Long.MAX_VALUE ? time : time + 1;
  }

  private static long previous(long time) {
    return time == Long.MIN_VALUE ? time : time - 1;
  }
}
