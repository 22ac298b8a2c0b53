package io.tertulia.testkit;

import java.util.function.Function;

/// The way to the server that lives now.
final class Way {
  private Backend backend;

  synchronized void lead(Backend next) {
    backend = next;
    notifyAll();
  }

  /// Makes a call until it is answered.
  Backend.Answer call(Function<Backend, Backend.Answer> call) {
    Backend now = other(null);
    while (true) {
      try {
        return call.apply(now);
      } catch (AssertionError killed) {
        now = other(now);
      }
    }
  }

  private synchronized Backend other(Backend dead) {
    while (backend == dead) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
    return backend;
  }
}
