package io.tertulia.bench.scenario;

import io.tertulia.bench.report.Goal;
import java.util.List;

/// All scenarios, by the numbers of the goals.
public final class Scenarios {
  private static final String CPU = "server CPU per delivery";
  private static final String RATE = "deliveries per second";

  /// In the order in which they are run.
  public static final List<Scenario> ALL =
      List.of(
          room("g3", 500, 1, new Goal(CPU, 10, 7)),
          room("g3-1000", 1_000, 1, new Goal(CPU, 10, 7)),
          room("g4", 1_000, 20, new Goal(CPU, 3, 1.2)),
          room("g5", 1_000, 100, new Goal(CPU, 3, 1.2), new Goal(RATE, 200_000, 285_000)),
          new Scenario(
              "g6",
              "500 conversations of two, everybody sends with one on the way",
              List.of(
                  new Goal("sends per second", 15_600, 30_000),
                  new Goal("server CPU per send", 60, 30)),
              stage -> new Pairs(stage, stage.options().of(500)).run()),
          new Scenario(
              "g7",
              "one sender, one message on the way, 50 a second on an idle server",
              List.of(new Goal("acknowledgement p99", 5, 1.5)),
              stage -> Room.atRate(stage, 2).pace(50)));

  private Scenarios() {}

  private static Scenario room(String name, int members, int window, Goal... goals) {
    return new Scenario(
        name,
        "a room of %,d, one sender, %d on the way".formatted(members, window),
        List.of(goals),
        stage -> new Room(stage, stage.options().of(members), window).flood());
  }
}
