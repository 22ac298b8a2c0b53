package io.tertulia.server.files;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes files whose time is over: those that no message named for a day, those whose last
/// message went, and what a crash left. It looks once a minute, and when it is woken; on a thread
/// of its own, as it waits for disks.
public final class Sweeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int AT_ONCE = 100;

  private final Ledger ledger;
  private final Lanes lanes;
  private final Removal removal;
  private final AtomicBoolean woken = new AtomicBoolean();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("tertulia-sweeper").factory());
  private final ConcurrentHashMap<Long, Integer> holds = new ConcurrentHashMap<>();
  private Instant next = Instant.MIN;

  Sweeper(Ledger ledger, Lanes lanes, Removal removal) {
    this.ledger = ledger;
    this.lanes = lanes;
    this.removal = removal;
  }

  /// Wakes it when a minute is over, by the server's clock. Called by one thread, a few times a
  /// second.
  public void tick() {
    Instant now = ledger.now();
    if (!now.isBefore(next)) {
      next = now.plus(EVERY);
      wake();
    }
  }

  /// Has it look soon. Returns at once; for any thread.
  void wake() {
    if (woken.compareAndSet(false, true)) {
      try {
        thread.execute(this::sweep);
      } catch (RejectedExecutionException e) {
        // The server stops: the next start looks.
      }
    }
  }

  /// Has nothing of an app removed until what is returned is closed: somebody reads what he was
  /// told is here. Others' files go all the same.
  Closeable hold(long app) {
    holds.merge(app, 1, Integer::sum);
    AtomicBoolean held = new AtomicBoolean(true);
    return () -> {
      if (held.compareAndSet(true, false)
          && holds.computeIfPresent(app, (key, count) -> count == 1 ? null : count - 1) == null) {
        wake();
      }
    };
  }

  /// Looks now; the future completes when everything is done that could be, and has the keys of the
  /// apps of which something is left that is over.
  CompletableFuture<Set<Long>> sweepNow() {
    return CompletableFuture.supplyAsync(
        () -> {
          sweep();
          return ledger.withOver();
        },
        thread);
  }

  /// Returns when what was begun is done, or when a vault took too long for it: the next start does
  /// it again.
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
        thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sweep() {
    woken.set(false);
    try {
      for (List<FileRow> over = over(); !over.isEmpty() && !thread.isShutdown(); over = over()) {
        over.forEach(this::remove);
      }
    } catch (RuntimeException | Error e) {
      LOG.error("a look at files that are over failed", e);
    }
  }

  private List<FileRow> over() {
    return ledger.over(Set.copyOf(holds.keySet()), AT_ONCE);
  }

  private void remove(FileRow row) {
    // Nobody finds it from now on, so whoever brings bytes for it is stopped in vain.
    if (!ledger.ended(row)) {
      return;
    }
    try (Lanes.Lane _ = lanes.enter(row.id())) {
      removal.remove(row);
    } catch (IOException e) {
      LOG.warn("file {} is over and cannot be removed yet", row.key(), e);
      ledger.postpone(row, EVERY);
    }
  }
}
