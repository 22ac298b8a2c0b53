package io.tertulia.server;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread for what happens because time passes: ten times a second it lets each part that
/// cares look at the time. The parts neither block nor wait.
final class Ticker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
  private static final Duration EVERY = Duration.ofMillis(100);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("tertulia-signals").factory());

  @SuppressWarnings("FutureReturnValueIgnored") // It ends with the thread.
  Ticker(Runnable... parts) {
    for (Runnable part : parts) {
      thread.scheduleWithFixedDelay(
          () -> tick(part), EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /// Returns when no part looks any more.
  @Override
  public void close() {
    thread.shutdownNow();
    thread.close();
  }

  /// A part that fails is let look again.
  private static void tick(Runnable part) {
    try {
      part.run();
    } catch (RuntimeException | Error e) {
      LOG.error("a tick failed", e);
    }
  }
}
