package io.tertulia.server.chat;

import io.tertulia.server.record.MessageRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of messages that the app itself searched for, the newest first.
///
/// @param next where to go on; null when everything was searched
public record FoundMessages(List<MessageRecord> items, @Nullable Long next) {
  public FoundMessages {
    items = List.copyOf(items);
  }
}
