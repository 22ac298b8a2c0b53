package io.tertulia.server.db;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Copies the write-ahead log into the store's file beside those who write, who would wait for it
/// otherwise, and seldom enough that a page which is written again and again is copied once. Sleeps
/// while nobody writes.
final class Checkpointer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);

  /// So many pages of the log, of 4 KB, wait to be copied before they are.
  static final int PAGES = 4_000;

  /// At so many, when the copying cannot keep up, whoever writes copies too; then the log begins
  /// anew.
  static final int MOST_PAGES = 16_000;

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Sql sql;
  private final Lock copying = new ReentrantLock();
  private final Thread thread;
  private volatile boolean written;
  private volatile boolean closing;

  /// @param sql a connection of its own, which is closed with this
  Checkpointer(Sql sql) {
    this.sql = sql;
    this.thread = Thread.ofPlatform().daemon().name("tertulia-checkpointer").start(this::run);
  }

  /// Something was committed. By any thread; costs nothing.
  void wrote() {
    if (!written) {
      written = true;
      LockSupport.unpark(thread);
    }
  }

  /// Held by whoever else copies the log.
  Lock copying() {
    return copying;
  }

  @Override
  public void close() throws SQLException {
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sql.close();
  }

  private void run() {
    while (!closing) {
      if (!written) {
        LockSupport.park(this);
        continue;
      }
      LockSupport.parkNanos(this, PAUSE.toNanos());
      written = false;
      try {
        copy();
      } catch (SQLException e) {
        LOG.error("the log of the store could not be copied, and is tried again", e);
      }
    }
  }

  private void copy() throws SQLException {
    copying.lock();
    try {
      long waiting =
          sql.first("PRAGMA wal_checkpoint(NOOP)", row -> row.number(2) - row.number(3)).orElse(0L);
      if (waiting >= PAGES) {
        sql.first("PRAGMA wal_checkpoint(PASSIVE)", row -> row.number(1));
      }
    } finally {
      copying.unlock();
    }
  }
}
