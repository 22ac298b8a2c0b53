package io.tertulia.server.webhooks;

import io.tertulia.server.db.Database;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The threads that bring events, each one event at a time.
///
/// They are threads of the system, not virtual ones: to look up a name in DNS holds the thread that
/// does it, for as long as a dead name server likes, and must hold nobody else's.
final class Carriers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Carriers.class);
  private static final int IDLE_SECONDS = 10;

  private final Database database;
  private final Expansion expansion;
  private final Post post;
  private final LongConsumer times;
  private final ThreadPoolExecutor threads;

  /// @param times is told how long each attempt took, in nanoseconds
  Carriers(Database database, Expansion expansion, Post post, LongConsumer times, int max) {
    this.times = times;
    this.database = database;
    this.expansion = expansion;
    this.post = post;
    this.threads =
        new ThreadPoolExecutor(
            0,
            // Whoever has told what came of an attempt may not have ended yet.
            2 * Seats.places(max),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("tertulia-webhook-", 0).factory());
  }

  /// Makes an attempt. Returns at once.
  ///
  /// @param then is told what came of it, on another thread
  void carry(Line.Trip trip, Consumer<Outcome> then) {
    try {
      threads.execute(() -> {
        Outcome outcome = Outcome.Untold.PUT_OFF;
        try {
          outcome = bring(trip);
        } catch (RuntimeException e) {
          LOG.warn("an event of webhook {} is put off: {}", trip.webhook().id(), e.toString());
        } finally {
          then.accept(outcome);
        }
      });
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      LOG.warn("no thread to bring an event", e);
      then.accept(Outcome.Untold.PUT_OFF);
    }
  }

  /// Gives up what is under way.
  @Override
  public void close() {
    threads.shutdownNow();
    post.close();
  }

  private Outcome bring(Line.Trip trip) {
    Webhook to = trip.webhook();
    Parcel parcel = trip.parcel();
    List<Letter> letters =
        database
            .read(sql -> {
              Entry entry = OutboxRows.find(sql, to.app(), parcel.sequence()).orElse(null);
              return entry == null
                  ? List.<Letter>of()
                  : Letter.of(sql, to.app(), entry, expansion, parcel.place(), 1);
            })
            .join();
    if (letters.isEmpty()) {
      return Outcome.Untold.OVER;
    }
    Letter letter = letters.getFirst();
    long since = System.nanoTime();
    String trouble = post.bring(to.appId(), Objects.requireNonNull(to.url()), letter.body());
    times.accept(System.nanoTime() - since);
    return trouble == null ? new Outcome.Taken(letter.place()) : new Outcome.Refused(trouble);
  }
}
