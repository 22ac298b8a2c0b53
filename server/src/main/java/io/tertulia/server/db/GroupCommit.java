package io.tertulia.server.db;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts many units of work into one commit, in the order in which they were submitted.
///
/// One thread takes what waits, runs each unit, commits once, lets the batch announce, then
/// completes the futures. A unit that fails undoes only itself; a commit that fails fails all its
/// units, and nothing is announced.
///
/// Hardly a unit fails once it has written something, so at first none gets a savepoint. When one
/// does, all begin anew with one each: a unit may run twice, and must not mind.
///
/// @param <B> what the units of one commit share
public final class GroupCommit<B extends Batch> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

  private static final int SQLITE_CONSTRAINT = 19;

  private final Database database;
  private final Function<Sql, B> newBatch;
  private final BlockingQueue<Unit<B, ?>> waiting;
  private final int maxUnits;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final Thread thread;

  /// @param thread the name of the committing thread
  /// @param maxWaiting how many units may wait; one beyond that is refused as `UNAVAILABLE`
  /// @param maxUnits how many units one commit takes
  public GroupCommit(
      String thread, Database database, Function<Sql, B> newBatch, int maxWaiting, int maxUnits) {
    this.database = database;
    this.newBatch = newBatch;
    this.waiting = new ArrayBlockingQueue<>(maxWaiting);
    this.maxUnits = maxUnits;
    this.thread = Thread.ofPlatform().name(thread).start(this::commitUntilClosed);
  }

  /// Queues a unit. The future completes on the committing thread, after the commit: what follows
  /// must be short and must not wait. Never blocks.
  public <T> CompletableFuture<T> submit(Work<? super B, T> work) {
    Unit<B, T> unit = new Unit<>(work);
    if (closing.get()) {
      unit.refuse("the server is shutting down");
    } else if (!waiting.offer(unit)) {
      unit.refuse("too many commands wait");
    } else if (closing.get() && waiting.remove(unit)) {
      // The committing thread may have looked for the last time.
      unit.refuse("the server is shutting down");
    }
    return unit.future;
  }

  /// How many units wait.
  public int backlog() {
    return waiting.size();
  }

  /// Refuses new units and returns when those that were accepted are on disk and answered.
  @Override
  public void close() {
    if (closing.compareAndSet(false, true)) {
      waiting.offer(new Unit<>((sql, batch) -> true));
    }
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void commitUntilClosed() {
    List<Unit<B, ?>> units = new ArrayList<>(maxUnits);
    while (!closing.get() || !waiting.isEmpty()) {
      try {
        units.add(waiting.take());
      } catch (InterruptedException e) {
        continue;
      }
      waiting.drainTo(units, maxUnits - 1);
      commit(units);
      units.clear();
    }
  }

  private void commit(List<Unit<B, ?>> units) {
    B batch;
    try {
      batch = write(units);
    } catch (SQLException | RuntimeException | Error e) {
      LOG.error("{} commands were not stored", units.size(), e);
      units.forEach(unit -> unit.refuse("the store could not write"));
      return;
    }
    try {
      batch.committed();
    } catch (RuntimeException | Error e) {
      LOG.error("a commit could not be announced", e);
    }
    units.forEach(Unit::complete);
  }

  private B write(List<Unit<B, ?>> units) throws SQLException {
    try {
      return database.write(sql -> runAll(units, sql, this::runPlainly));
    } catch (HalfDone e) {
      return database.write(sql -> runAll(units, sql, this::runInSavepoint));
    }
  }

  private B runAll(List<Unit<B, ?>> units, Sql sql, Runner<B> runner) throws SQLException {
    B batch = newBatch.apply(sql);
    for (Unit<B, ?> unit : units) {
      batch.mark();
      if (!runner.run(unit, sql, batch)) {
        batch.forget();
      }
    }
    batch.flush();
    return batch;
  }

  private boolean runPlainly(Unit<B, ?> unit, Sql sql, B batch) throws SQLException {
    long before = sql.writes();
    boolean done = unit.run(sql, batch);
    if (!done && sql.writes() != before) {
      throw new HalfDone();
    }
    return done;
  }

  private boolean runInSavepoint(Unit<B, ?> unit, Sql sql, B batch) throws SQLException {
    sql.run("SAVEPOINT unit");
    boolean done = unit.run(sql, batch);
    if (!done) {
      sql.run("ROLLBACK TO unit");
    }
    sql.run("RELEASE unit");
    return done;
  }

  /// What a unit does. It may run again from its beginning, on a store that it has not touched.
  ///
  /// @param <B> what it shares with others of the same commit
  /// @param <T> its result
  @FunctionalInterface
  public interface Work<B, T> {
    T run(Sql sql, B batch) throws SQLException;
  }

  /// Runs a unit; false when it failed, and nothing of it is left in the store.
  @FunctionalInterface
  private interface Runner<B extends Batch> {
    boolean run(Unit<B, ?> unit, Sql sql, B batch) throws SQLException;
  }

  /// A unit failed behind a write, and there is nothing to go back to but the beginning.
  @SuppressWarnings("serial")
  private static final class HalfDone extends RuntimeException {
    HalfDone() {
      super(null, null, false, false);
    }
  }

  private static final class Unit<B, T> {
    private final Work<? super B, T> work;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private Runnable completion = () -> {};

    Unit(Work<? super B, T> work) {
      this.work = work;
    }

    /// Runs the work and keeps its outcome until the commit; false when it failed.
    boolean run(Sql sql, B batch) throws SQLException {
      try {
        T result = work.run(sql, batch);
        completion = () -> future.complete(result);
        return true;
      } catch (SQLException e) {
        if (e.getErrorCode() != SQLITE_CONSTRAINT) {
          throw e;
        }
        completion = () -> future.completeExceptionally(e);
        return false;
      } catch (RuntimeException | Error e) {
        completion = () -> future.completeExceptionally(e);
        return false;
      }
    }

    void complete() {
      completion.run();
    }

    void refuse(String why) {
      future.completeExceptionally(new Refusal(ErrorCode.UNAVAILABLE, why));
    }
  }
}
