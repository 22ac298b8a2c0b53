package io.tertulia.server.gate.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.server.gate.http.Reply;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Lets so many calls of each app through at the same time; the others wait, the first first. So an
/// app that asks for much at once is in its own way alone. Safe for use by any thread that may
/// wait.
final class Turnstile {
  private final int atOnce;
  private final Duration patience;

  /// One is kept as long as somebody is inside, or waits.
  private final Cache<Long, Semaphore> apps = Caffeine.newBuilder().weakValues().build();

  /// @param patience how long a call waits
  Turnstile(int atOnce, Duration patience) {
    this.atOnce = atOnce;
    this.patience = patience;
  }

  /// The same call, which waits for its turn.
  AppCall guard(AppCall call) {
    return visit -> pass(visit.app().app().key(), () -> call.answer(visit));
  }

  /// Answers when it is this one's turn.
  ///
  /// @throws Refusal as `UNAVAILABLE` when it has waited for too long
  Reply pass(long app, Answer answer) {
    Semaphore room = apps.get(app, missing -> new Semaphore(atOnce, true));
    enter(room);
    try {
      return answer.make();
    } finally {
      room.release();
    }
  }

  private void enter(Semaphore room) {
    try {
      if (!room.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Refusal(
            ErrorCode.UNAVAILABLE, "lists: too many (expected: " + atOnce + " at the same time)");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(ErrorCode.UNAVAILABLE, "the server is shutting down");
    }
  }

  /// Makes an answer.
  @FunctionalInterface
  interface Answer {
    Reply make();
  }
}
