package io.tertulia.bench.scenario;

import java.time.Duration;

/// What is asked of one room besides as much as it can.
final class Loads {
  private static final int WINDOW = 100;

  /// One in so many stops to read.
  private static final int STALLED = 20;

  private static final int MODEST = 5_000;
  private static final int LONG = 60;

  private Loads() {}

  /// A modest rate, then half of what the server can do.
  static void rates(Stage stage, int members) {
    Room room = new Room(stage, members);
    double half = half(room);
    Duration window = stage.options().window();
    room.note("modest: ", room.pace(MODEST / (double) (members - 1), window));
    room.note("half: ", room.pace(half, window));
  }

  /// Half of what the server can do, for sixty windows.
  static void endurance(Stage stage, int members) {
    Room room = new Room(stage, members);
    double half = half(room);
    room.note("", room.pace(half, stage.options().window().multipliedBy(LONG)));
  }

  /// Half of what the server can do, without and with those who stop to read.
  static void stalled(Stage stage, int members) {
    Room room = new Room(stage, members);
    double half = half(room);
    Duration window = stage.options().window();
    Room.Leg all = room.pace(half, window);
    room.stall(Math.ceilDiv(members, STALLED) - (members <= STALLED ? 1 : 0));
    Room.Leg others = room.pace(half, window);
    room.note("all read: ", all);
    room.note("some stalled: ", others);
    var _ =
        stage
            .figures()
            .put("delivery p99 with some stalled, against all", p99(others) / p99(all), "times");
  }

  private static double p99(Room.Leg leg) {
    return leg.watch().micros().getValueAtPercentile(99);
  }

  /// Half as many sends a second as are acknowledged with many on the way.
  private static double half(Room room) {
    Room.Leg leg = room.flood(WINDOW);
    return leg.watch().acks() / leg.seconds() / 2;
  }
}
