package io.tertulia.client;

import io.tertulia.client.link.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/// When the current user was last said to be typing, so that it is not said for every keystroke.
/// Safe for use by any thread.
final class TypingMarks {
  private static final long APART_MILLIS = 1_000;

  private final Clock clock;
  private final Map<String, Mark> marks = new HashMap<>();

  private record Mark(long at, CompletableFuture<Void> answer) {}

  TypingMarks(Clock clock) {
    this.clock = clock;
  }

  /// Asks, or completes with what was asked a moment ago and was not refused.
  synchronized CompletableFuture<Void> mark(
      String conversationId, Supplier<CompletableFuture<Void>> ask) {
    long now = clock.millis();
    marks.values().removeIf(mark -> isOver(mark, now));
    return marks
        .computeIfAbsent(conversationId, id -> new Mark(now, ask.get()))
        .answer
        .thenApply(Function.identity());
  }

  /// A message was sent: the user types no longer, and may begin again at once.
  synchronized void sent(String conversationId) {
    marks.remove(conversationId);
  }

  private static boolean isOver(Mark mark, long now) {
    boolean recent = now >= mark.at && now - mark.at < APART_MILLIS;
    return mark.answer.isCompletedExceptionally() || (mark.answer.isDone() && !recent);
  }
}
