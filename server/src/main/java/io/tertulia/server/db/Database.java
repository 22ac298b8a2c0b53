package io.tertulia.server.db;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// The embedded store: SQLite in one file, with a write-ahead log and a sync at every commit.
///
/// There is one connection that writes, guarded by a lock, and a few that read, each in a snapshot
/// of its own: a read sees all commits that returned before it began, and none half.
public final class Database implements AutoCloseable {
  private static final int PATIENCE = 10_000; // milliseconds
  private static final int SCRUB_PATIENCE = 100; // milliseconds
  private static final int SCRUB_PAGES = 4_096;

  private final Pages pages;
  private final Sql writer;
  private final ReentrantLock writing = new ReentrantLock(true);
  private final List<Sql> readers = new ArrayList<>();
  private final BlockingQueue<Sql> idleReaders;
  private final ThreadPoolExecutor readerThreads;
  private final Path file;
  private final Checkpointer checkpointer;
  private final Semaphore longReads = new Semaphore(1);
  private final ExecutorService longReader =
      Executors.newThreadPerTaskExecutor(
          Thread.ofPlatform().daemon().name("tertulia-long-reader").factory());

  private Database(
      Path file,
      Pages pages,
      Sql writer,
      Checkpointer checkpointer,
      List<Sql> readers,
      int maxWaitingReads) {
    this.pages = pages;
    this.checkpointer = checkpointer;
    this.file = file;
    this.writer = writer;
    this.readers.addAll(readers);
    this.idleReaders = new ArrayBlockingQueue<>(readers.size(), false, readers);
    this.readerThreads =
        new ThreadPoolExecutor(
            readers.size(),
            readers.size(),
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(maxWaitingReads),
            Thread.ofPlatform().daemon().name("tertulia-reader-", 0).factory());
  }

  /// Opens the file, creating it when missing, and brings its tables up to date.
  ///
  /// @param readers how many reads run at the same time
  /// @param maxWaitingReads how many more may wait; a read beyond that is refused as `UNAVAILABLE`
  /// @throws SQLException when the file cannot be opened, is damaged, or was written by a newer
  ///   version
  public static Database open(Path file, int readers, int maxWaitingReads) throws SQLException {
    Sql writer = new Sql(connect(file, false));
    Migrations.apply(writer);
    List<Sql> reading = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      reading.add(new Sql(connect(file, true)));
    }
    var checkpointer = new Checkpointer(new Sql(connect(file, false)));
    return new Database(file, pages(file), writer, checkpointer, reading, maxWaitingReads);
  }

  /// Reads in one snapshot, on a reader's thread, where the future completes too: what follows must
  /// be short.
  public <T> CompletableFuture<T> read(Work<T> work) {
    CompletableFuture<T> future = new CompletableFuture<>();
    try {
      readerThreads.execute(() -> complete(future, work));
    } catch (RejectedExecutionException e) {
      future.completeExceptionally(new Refusal(ErrorCode.UNAVAILABLE, "too many reads wait"));
    }
    return future;
  }

  /// Reads in one snapshot for as long as it takes, on a thread and a connection of its own, so
  /// that nobody waits for it; where the future completes too. At most one runs at a time: another
  /// is refused as `UNAVAILABLE`. When the store is closed, the thread is interrupted.
  public <T> CompletableFuture<T> readLong(Work<T> work) {
    if (!longReads.tryAcquire()) {
      return CompletableFuture.failedFuture(
          new Refusal(ErrorCode.UNAVAILABLE, "a long read is under way (expected: one at a time)"));
    }
    try {
      return CompletableFuture.supplyAsync(() -> readAlone(work), longReader);
    } catch (RejectedExecutionException e) {
      longReads.release();
      return CompletableFuture.failedFuture(
          new Refusal(ErrorCode.UNAVAILABLE, "the server is shutting down"));
    }
  }

  /// Reads or writes in one transaction on the calling thread, after those before it. On disk when
  /// it returns.
  ///
  /// @throws SQLException when nothing was written
  public <T> T write(Work<T> work) throws SQLException {
    writing.lock();
    try {
      writer.run("BEGIN IMMEDIATE");
      try {
        T result = work.run(writer);
        writer.run("COMMIT");
        checkpointer.wrote();
        return result;
      } catch (SQLException | RuntimeException | Error e) {
        rollBack(e);
        throw e;
      }
    } finally {
      writing.unlock();
    }
  }

  /// Clears what is left of deleted rows, a piece of the file at a time: in the write-ahead log,
  /// and in pages between their rows. Waits for the disk; whoever writes meanwhile waits for one
  /// piece.
  ///
  /// @param from where to begin; 0 first, then what the call before told
  /// @return where to go on: as before when a reader was in the way and it should be tried again;
  ///   -1 when nothing is left of what was deleted before the first call
  public long scrub(long from) throws SQLException {
    if (from == 0) {
      try (Sql beside = new Sql(connect(file, false))) {
        beside.first("PRAGMA wal_checkpoint(PASSIVE)", row -> row.number(1));
      }
    }
    checkpointer.copying().lock();
    writing.lock();
    try {
      writer.first("PRAGMA busy_timeout=" + SCRUB_PATIENCE, row -> row.number(1));
      if (writer.first("PRAGMA wal_checkpoint(TRUNCATE)", row -> row.number(1)).orElse(1L) != 0) {
        return from;
      }
      // Else a page that it remembers would come back as it was.
      writer.script("PRAGMA shrink_memory");
      long next = pages.clear(from, SCRUB_PAGES);
      if (next < 0) {
        pages.force();
      }
      return next;
    } catch (IOException e) {
      throw new SQLException("the store's file cannot be cleared", e);
    } finally {
      writer.first("PRAGMA busy_timeout=" + PATIENCE, row -> row.number(1));
      writing.unlock();
      checkpointer.copying().unlock();
    }
  }

  /// How many reads wait.
  public int waitingReads() {
    return readerThreads.getQueue().size();
  }

  /// Waits for what was begun, then closes the file.
  @Override
  public void close() {
    longReader.shutdownNow();
    longReader.close();
    readerThreads.close();
    writing.lock();
    try {
      checkpointer.close();
      for (Sql reader : readers) {
        reader.close();
      }
      writer.script("PRAGMA wal_checkpoint(TRUNCATE)");
      writer.close();
      pages.close();
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("the store could not be closed", e);
    } finally {
      writing.unlock();
    }
  }

  private <T> void complete(CompletableFuture<T> future, Work<T> work) {
    T result;
    try {
      Sql sql = idleReaders.take();
      try {
        sql.run("BEGIN");
        try {
          result = work.run(sql);
        } finally {
          sql.run("COMMIT");
        }
      } finally {
        idleReaders.add(sql);
      }
    } catch (Exception | Error e) {
      future.completeExceptionally(e);
      return;
    }
    future.complete(result);
  }

  private static Pages pages(Path file) throws SQLException {
    try {
      return Pages.open(file);
    } catch (IOException e) {
      throw new SQLException("the store's file cannot be opened", e);
    }
  }

  private <T> T readAlone(Work<T> work) {
    try (Sql sql = new Sql(connect(file, true))) {
      sql.run("BEGIN");
      return work.run(sql);
    } catch (SQLException e) {
      throw new CompletionException(e);
    } finally {
      longReads.release();
    }
  }

  private void rollBack(Throwable cause) {
    try {
      writer.run("ROLLBACK");
    } catch (SQLException e) {
      // SQLite has rolled back by itself, as it does when the disk is full.
      cause.addSuppressed(e);
    }
  }

  private static Connection connect(Path file, boolean readOnly) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout=" + PATIENCE);
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("PRAGMA synchronous=FULL");
      statement.execute("PRAGMA secure_delete=ON");
      statement.execute("PRAGMA temp_store=MEMORY");
      statement.execute("PRAGMA journal_size_limit=67108864");
      statement.execute("PRAGMA wal_autocheckpoint=" + Checkpointer.MOST_PAGES);
      statement.execute("PRAGMA cache_size=" + (readOnly ? -16_384 : -65_536));
      statement.execute("PRAGMA query_only=" + (readOnly ? 1 : 0));
    }
    return connection;
  }

  /// What is done in one transaction.
  @FunctionalInterface
  public interface Work<T> {
    T run(Sql sql) throws SQLException;
  }
}
