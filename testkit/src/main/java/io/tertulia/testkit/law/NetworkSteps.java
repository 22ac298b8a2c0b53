package io.tertulia.testkit.law;

import java.time.Duration;

/// What the network does, and waiting.
final class NetworkSteps {
  private static final int MAX_BYTES = 4_000;
  private static final int MAX_DELAY_MILLIS = 20;
  private static final int MAX_WAIT_MILLIS = 60;

  private NetworkSteps() {}

  static void cut(World world, Device device, Step step) {
    device.scissors().cut();
  }

  static void cutAfter(World world, Device device, Step step) {
    device.scissors().cutAfter(step.pick() * MAX_BYTES / 1_000);
  }

  static void halfClose(World world, Device device, Step step) {
    device.scissors().halfClose();
  }

  static void stall(World world, Device device, Step step) {
    device.scissors().stall();
  }

  static void delay(World world, Device device, Step step) {
    device.scissors().delay(Duration.ofMillis(step.pick() % MAX_DELAY_MILLIS));
  }

  static void refuse(World world, Device device, Step step) {
    device.scissors().refuse();
    device.scissors().cut();
  }

  static void heal(World world, Device device, Step step) {
    device.scissors().heal();
  }

  static void await(World world, Device device, Step step) {
    world.promises().awaitOldest(Duration.ofMillis(step.pick() % MAX_WAIT_MILLIS));
  }

  static void check(World world, Device device, Step step) {
    new Checkpoint(world).hold(step.pick() % 2 == 0);
  }
}
