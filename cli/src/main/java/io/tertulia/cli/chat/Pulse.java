package io.tertulia.cli.chat;

import io.tertulia.client.TalkException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Notices when the server does not answer, and when it does again.
///
/// The SDK mends a broken line by itself and shows nothing of it; that requests stay without an
/// answer is all that an application can see. Any thread may call.
final class Pulse implements AutoCloseable {
  private static final Duration BEAT = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("pulse").factory());

  private final Runnable lost;
  private final Runnable found;
  private CompletableFuture<?> beat = CompletableFuture.completedFuture(null);
  private boolean silent;

  /// @param lost runs when a request got no answer for a while
  /// @param found runs when one got its answer after that
  Pulse(Runnable lost, Runnable found) {
    this.lost = lost;
    this.found = found;
  }

  /// Makes a small request every few seconds, one at a time.
  void begin(Supplier<? extends CompletableFuture<?>> request) {
    var _ =
        clock.scheduleWithFixedDelay(
            () -> {
              if (beat.isDone()) {
                beat = request.get();
                watch(beat);
              }
            },
            BEAT.toMillis(),
            BEAT.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /// Looks after a request until it is answered.
  void watch(CompletableFuture<?> request) {
    if (clock.isShutdown()) {
      return;
    }
    var late =
        clock.schedule(
            () -> {
              if (!request.isDone()) {
                tell(true);
              }
            },
            PATIENCE.toMillis(),
            TimeUnit.MILLISECONDS);
    var _ =
        request.whenComplete((answer, failure) -> {
          late.cancel(false);
          if (answered(failure)) {
            tell(false);
          }
        });
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private synchronized void tell(boolean now) {
    if (silent != now) {
      silent = now;
      (now ? lost : found).run();
    }
  }

  /// A refusal is an answer too.
  private static boolean answered(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause == null || (cause instanceof TalkException e && !e.retryable());
  }
}
