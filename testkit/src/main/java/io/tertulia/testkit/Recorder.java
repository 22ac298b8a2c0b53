package io.tertulia.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Keeps everything that a callback was told, in order, and lets a test wait for what is to come
/// instead of sleeping.
///
/// It stands behind the value that was taken last. A value that does not come within the patience
/// (15 seconds, or as given) fails the test and shows all that came. Safe for use by any thread;
/// nulls are values like others.
///
/// ```java
/// var seen = new Recorder<UserSnapshot>();
/// session.user("bob").subscribe(seen);
/// seen.awaitUntil(bob -> bob != null && bob.name().equals("Bob"));
/// ```
///
/// @param <T> what the callback is told
public class Recorder<T extends @Nullable Object> implements Consumer<T> {
  /// How long a recorder waits when nothing else was said.
  public static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final List<T> values = new ArrayList<>();
  private int taken;

  /// A recorder with the usual patience.
  public Recorder() {
    this(PATIENCE);
  }

  /// A recorder that waits so long.
  public Recorder(Duration patience) {
    this.patience = patience;
  }

  @Override
  public final void accept(T value) {
    lock.lock();
    try {
      values.add(value);
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Takes the value after the one taken last; waits for it if need be.
  ///
  /// @throws AssertionError when it does not come in time
  public final T next() {
    return take("another value", value -> true, false);
  }

  /// Takes the first value that fits, from the one taken last on; those before it are passed over.
  ///
  /// @throws AssertionError when none comes in time
  public final T awaitUntil(Predicate<? super T> fits) {
    return take("one that fits", fits, true);
  }

  /// Everything so far, taken or not.
  public final List<T> all() {
    lock.lock();
    try {
      return Collections.unmodifiableList(new ArrayList<>(values));
    } finally {
      lock.unlock();
    }
  }

  /// How many values came so far.
  public final int count() {
    return all().size();
  }

  private T take(String wanted, Predicate<? super T> fits, boolean again) {
    lock.lock();
    try {
      long left = patience.toNanos();
      int index = again ? Math.max(0, taken - 1) : taken;
      while (true) {
        for (; index < values.size(); index++) {
          if (fits.test(values.get(index))) {
            taken = index + 1;
            return values.get(index);
          }
        }
        if (left <= 0) {
          throw new AssertionError("waited " + patience + " for " + wanted + ", after:" + shown());
        }
        left = more.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + wanted, e);
    } finally {
      lock.unlock();
    }
  }

  private String shown() {
    var text = new StringBuilder(values.isEmpty() ? " nothing" : "");
    for (int i = 0; i < values.size(); i++) {
      text.append("\n  ").append(i < taken ? "taken " : "      ").append(values.get(i));
    }
    return text.toString();
  }
}
