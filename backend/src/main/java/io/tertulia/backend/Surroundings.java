package io.tertulia.backend;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// What the world gives: the time, chance, and waiting.
record Surroundings(InstantSource clock, RandomGenerator random, Pause pause) {

  static Surroundings real() {
    return new Surroundings(InstantSource.system(), new SecureRandom(), Thread::sleep);
  }

  /// Lets time go by.
  @FunctionalInterface
  interface Pause {
    void await(Duration time) throws InterruptedException;
  }
}
