package io.tertulia.client;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// The application's executor, with the pool behind it for what it no longer takes: futures must
/// complete even then.
record WillingExecutor(Executor own, Executor pool) implements Executor {
  static Executor of(@Nullable Executor own, Executor pool) {
    return own == null ? pool : new WillingExecutor(own, pool);
  }

  @Override
  public void execute(Runnable task) {
    try {
      own.execute(task);
    } catch (RejectedExecutionException e) {
      pool.execute(task);
    }
  }
}
