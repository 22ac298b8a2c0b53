package io.tertulia.client.link;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;

/// Runs tasks one at a time, in the order in which they came, on threads of a pool; holds none
/// while there is nothing to do.
///
/// Any thread may give it tasks. A task that throws is reported to its thread's handler of uncaught
/// exceptions; the next one runs nevertheless.
public final class Turn implements Executor {
  private final Executor pool;
  private final int batch;
  private final Runnable atRest;

  /// Guarded by itself, as is `running`.
  private final Queue<Runnable> tasks = new ArrayDeque<>();

  private boolean running;

  /// A turn without tasks.
  ///
  /// @param batch how many tasks run before the pool's thread is given back
  /// @param atRest runs like a task after each batch, so after the last task at the latest
  public Turn(Executor pool, int batch, Runnable atRest) {
    this.pool = pool;
    this.batch = batch;
    this.atRest = atRest;
  }

  @Override
  public void execute(Runnable task) {
    synchronized (tasks) {
      tasks.add(task);
      if (running) {
        return;
      }
      running = true;
    }
    pool.execute(this::drain);
  }

  private void drain() {
    take().forEach(Turn::guard);
    guard(atRest);
    synchronized (tasks) {
      if (tasks.isEmpty()) {
        running = false;
        return;
      }
    }
    pool.execute(this::drain);
  }

  private List<Runnable> take() {
    List<Runnable> taken = new ArrayList<>();
    synchronized (tasks) {
      while (taken.size() < batch && !tasks.isEmpty()) {
        taken.add(tasks.remove());
      }
    }
    return taken;
  }

  /// Runs a task; what it throws goes to the thread's handler of uncaught exceptions.
  public static void guard(Runnable task) {
    try {
      task.run();
    } catch (Throwable thrown) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
    }
  }
}
