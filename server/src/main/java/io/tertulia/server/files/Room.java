package io.tertulia.server.files;

import io.tertulia.server.db.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/// How much room files take. To count is to read the row of every file, so it is done again only
/// when somebody looks, and not more often than once a minute. Safe for use by any thread.
final class Room {
  private static final long EVERY = Duration.ofMinutes(1).toMillis();

  private final Database database;
  private final InstantSource clock;
  private final AtomicLong askedAt;
  private volatile long bytes;

  Room(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.askedAt = new AtomicLong(clock.millis() - EVERY);
    bytes();
  }

  /// Of all files in the vault, when it was counted last. Never waits.
  long bytes() {
    long now = clock.millis();
    long asked = askedAt.get();
    if (now - asked >= EVERY && askedAt.compareAndSet(asked, now)) {
      CompletableFuture<Void> _ = database.read(FileRows::bytes).thenAccept(sum -> bytes = sum);
    }
    return bytes;
  }
}
