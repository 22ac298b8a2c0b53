package io.tertulia.client.link;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import okhttp3.Call;

/// What a session takes from the machine it runs on; tests give it time and chance of their own.
///
/// @param pool runs turns and answers; its threads are daemons and end when idle
/// @param transports a transport that sends a ping so often
/// @param calls requests over HTTP; their threads are the pool's
public record Environment(
    Executor pool,
    Timers timers,
    Clock clock,
    Random random,
    Function<Duration, Transport> transports,
    Call.Factory calls) {
  private static final long THREAD_REST_SECONDS = 3;

  /// The machine as it is; one is enough for all sessions.
  public static Environment real() {
    return real("tertulia");
  }

  /// The machine as it is.
  ///
  /// @param threads how the names of threads begin
  public static Environment real(String threads) {
    var pool =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            THREAD_REST_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            daemons(threads + "-"));
    var scheduler = new ScheduledThreadPoolExecutor(1, daemons(threads + "-timer-"));
    scheduler.setRemoveOnCancelPolicy(true);
    scheduler.setKeepAliveTime(THREAD_REST_SECONDS, TimeUnit.SECONDS);
    scheduler.allowCoreThreadTimeOut(true);
    Timers timers =
        (millis, task) -> {
          var future = scheduler.schedule(task, millis, TimeUnit.MILLISECONDS);
          return () -> future.cancel(false);
        };
    OkHttpTransport network = OkHttpTransport.on(pool);
    return new Environment(
        pool,
        timers,
        System::currentTimeMillis,
        new SecureRandom(),
        network::pinging,
        network.calls());
  }

  private static ThreadFactory daemons(String name) {
    var number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
