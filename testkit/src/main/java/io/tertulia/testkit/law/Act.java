package io.tertulia.testkit.law;

/// Carries out one kind of step. Begins it and does not wait for its end.
@FunctionalInterface
interface Act {
  void perform(World world, Device device, Step step);
}
