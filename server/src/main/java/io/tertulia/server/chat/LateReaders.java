package io.tertulia.server.chat;

import io.tertulia.server.delivery.TopicId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// Large conversations in which people marked as read, and what everybody has read is not told yet.
/// Safe for use by any thread.
///
/// An event for every mark would be n events for n readers each. So they wait for a millisecond a
/// participant, or for the next event, if that comes first: then what everybody has read costs each
/// participant about one event a second at most. What waits is kept in memory alone; after a crash
/// it is settled with the next mark or message.
final class LateReaders {
  /// Up to so many participants it is told at once.
  static final int PROMPT = 32;

  private final LongSupplier nanos;
  private final Map<TopicId, Wait> waiting = new HashMap<>();

  /// @param until when it is over
  record Wait(TopicId conversation, int participants, long until) {}

  /// @param nanos a time that never jumps, such as [System#nanoTime]
  LateReaders(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// Settles a conversation later; as before if it waits already.
  synchronized void postpone(TopicId conversation, int participants) {
    long until = nanos.getAsLong() + Duration.ofMillis(participants).toNanos();
    waiting.putIfAbsent(conversation, new Wait(conversation, participants, until));
  }

  /// Those that have waited long enough; they wait no longer.
  synchronized List<Wait> takeDue() {
    long now = nanos.getAsLong();
    List<Wait> due = waiting.values().stream().filter(wait -> wait.until - now <= 0).toList();
    due.forEach(wait -> waiting.remove(wait.conversation()));
    return due;
  }

  /// All that wait; they wait no longer.
  synchronized List<Wait> takeAll() {
    List<Wait> all = new ArrayList<>(waiting.values());
    waiting.clear();
    return all;
  }
}
