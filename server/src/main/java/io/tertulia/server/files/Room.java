package io.tertulia.server.files;

import io.tertulia.server.db.Database;
import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/// How much room files take. To count is to read the row of every file, so it is done again only
/// when somebody looks, not more often than once a minute, and so seldom that it takes half a
/// percent of a reader's time, however many there are. Safe for use by any thread.
final class Room {
  private static final long EVERY = Duration.ofMinutes(1).toMillis();
  private static final long LONGEST = Duration.ofHours(1).toMillis();
  private static final int SHARE = 200;

  private final Database database;
  private final InstantSource clock;
  private final AtomicLong nextAt;
  private volatile long bytes;

  Room(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.nextAt = new AtomicLong(clock.millis());
    bytes();
  }

  /// Of all files in the vault, when it was counted last. Never waits.
  long bytes() {
    long now = clock.millis();
    long next = nextAt.get();
    // A clock that was set back by days does not end it.
    boolean isDue = now >= next || next - now > LONGEST;
    if (isDue && nextAt.compareAndSet(next, now + EVERY)) {
      CompletableFuture<Void> _ = database.read(this::count).thenAccept(sum -> bytes = sum);
    }
    return bytes;
  }

  private long count(Sql sql) throws SQLException {
    long since = clock.millis();
    long sum = FileRows.bytes(sql);
    long took = clock.millis() - since;
    nextAt.accumulateAndGet(since + Math.min(took * SHARE, LONGEST), Math::max);
    return sum;
  }
}
