package io.tertulia.server.webhooks;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.server.db.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that knows how far each webhook is: it looks into the outbox, hands out what is
/// to be brought, hears what came of it, and writes that down now and then. It waits for the store,
/// and for nobody outside.
///
/// What it wrote down last is where it goes on after a crash: what was taken since then is brought
/// again, under the same ids.
final class Courier implements AutoCloseable, Outbox.Bringer {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final Duration LONGEST_REST = Duration.ofSeconds(1);
  private static final Duration MARKS_EVERY = Duration.ofMillis(500);
  private static final Duration CLEARS_EVERY = Duration.ofMinutes(1);
  private static final Duration FAREWELL = Duration.ofSeconds(1);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final Round round;
  private final Carriers carriers;
  private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
  private final Set<Long> woken = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile boolean closing;
  private volatile long waiting;
  private volatile long failing;
  private long marksAt;
  private long clearsAt;
  private long restUntil;
  private long lastLooked;

  private Courier(Round round, Carriers carriers, InstantSource clock) {
    this.clock = clock;
    this.round = round;
    this.carriers = carriers;
    this.clearsAt = clock.millis() + CLEARS_EVERY.toMillis();
    this.thread =
        Thread.ofPlatform().daemon().name("tertulia-webhooks").unstarted(this::workUntilClosed);
  }

  /// Reads how far all webhooks are. Nothing is brought before [#start()].
  static Courier open(
      Database database,
      WebhookSettings settings,
      Expansion expansion,
      Post post,
      WebhookCounts counts,
      InstantSource clock)
      throws SQLException {
    Round round = new Round(database, settings, counts, clock);
    round.open();
    return new Courier(
        round,
        new Carriers(database, expansion, post, counts.times(), settings.concurrent()),
        clock);
  }

  void start() {
    thread.start();
  }

  /// An app has something new. Returns at once; for any thread.
  @Override
  public void wake(long app) {
    if (woken.add(app)) {
      inbox.add(() -> {
        woken.remove(app);
        round.wake(app);
      });
    }
  }

  /// An app is gone, with its webhooks. Returns at once; for any thread.
  @Override
  public void end(long app) {
    inbox.add(() -> round.end(app));
  }

  /// How many events wait to be brought, as far as they are known to: of each webhook the next
  /// ones.
  long waiting() {
    return waiting;
  }

  /// How many webhooks did not take what they were brought last.
  long failing() {
    return failing;
  }

  /// Runs something on its thread, where webhooks do not change meanwhile. When it is closed, that
  /// is refused as `UNAVAILABLE`.
  <T> CompletableFuture<T> run(Task<T> task) {
    CompletableFuture<T> future = new CompletableFuture<>();
    if (closing) {
      future.completeExceptionally(closed());
      return future;
    }
    inbox.add(() -> {
      try {
        future.complete(task.run(round));
      } catch (Exception | Error e) {
        future.completeExceptionally(e);
      }
    });
    if (closing) {
      future.completeExceptionally(closed());
    }
    return future;
  }

  /// Returns when how far all are is on disk. What is on its way is given a moment, then given up:
  /// it is brought again after the next start.
  @Override
  public void close() {
    closing = true;
    inbox.add(() -> {});
    try {
      if (thread.isAlive()) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    carriers.close();
  }

  private void workUntilClosed() {
    while (!closing) {
      try {
        rest();
        work();
      } catch (InterruptedException e) {
        break;
      } catch (SQLException | RuntimeException | Error e) {
        LOG.error("a round of the webhooks failed", e);
        restUntil = clock.millis() + AFTER_TROUBLE.toMillis();
      }
    }
    sayFarewell();
  }

  private void work() throws SQLException {
    long now = clock.millis();
    if (now < lastLooked) {
      clockWentBack(lastLooked - now);
    }
    lastLooked = now;
    if (now < restUntil) {
      return;
    }
    round.load();
    round.begin(this::carry);
    round.goOn();
    waiting = round.waiting();
    failing = round.failing();
    if (now >= marksAt) {
      round.mark();
      marksAt = now + MARKS_EVERY.toMillis();
    }
    if (now >= clearsAt) {
      round.clear();
      clearsAt = now + CLEARS_EVERY.toMillis();
    }
  }

  private void clockWentBack(long millis) {
    marksAt -= millis;
    clearsAt -= millis;
    restUntil -= millis;
    round.clockWentBack(millis);
  }

  private void carry(Line.Trip trip) {
    carriers.carry(trip, outcome -> inbox.add(() -> round.back(trip, outcome)));
  }

  /// Waits until there is something to do, then hears everything that came.
  private void rest() throws InterruptedException {
    long until = Math.min(round.due(), clock.millis() + LONGEST_REST.toMillis());
    if (round.isDirty()) {
      until = Math.min(until, marksAt);
    }
    until = Math.max(until, restUntil);
    Runnable next = inbox.poll(Math.max(until - clock.millis(), 0), TimeUnit.MILLISECONDS);
    while (next != null) {
      next.run();
      next = inbox.poll();
    }
  }

  private void sayFarewell() {
    try {
      long end = System.nanoTime() + FAREWELL.toNanos();
      while (round.isUnderWay() && System.nanoTime() < end) {
        Runnable next = inbox.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next != null) {
          next.run();
        }
      }
      round.mark();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException | RuntimeException e) {
      LOG.warn("how far the webhooks are was not written down: some events come twice", e);
    }
    for (Runnable left = inbox.poll(); left != null; left = inbox.poll()) {
      left.run();
    }
  }

  private static Refusal closed() {
    return new Refusal(ErrorCode.UNAVAILABLE, "the server is shutting down");
  }

  /// What is done on the courier's thread.
  @FunctionalInterface
  interface Task<T> {
    T run(Round round) throws SQLException;
  }
}
