package io.tertulia.bench.scenario;

import io.tertulia.bench.report.Goal;
import java.util.List;

/// All scenarios, by the numbers of the goals.
public final class Scenarios {
  private static final String CPU = "server CPU per delivery";
  private static final String RATE = "deliveries per second";
  private static final int HALF_A_THOUSAND = 500;

  /// In the order in which they are run.
  public static final List<Scenario> ALL =
      List.of(
          scenario(
              "g1",
              "15,000 who come, follow their list and stay idle (G1, G2, G10, G14)",
              stage -> {
                int many = stage.options().of(15_000);
                new Idle(stage, Math.max(1, many / 3), many).run();
              },
              new Goal("memory per connection", 10, 4),
              new Goal("memory per connection, collected", 10, 4),
              new Goal("idle CPU per connection and second", 4.7, 1),
              new Goal("server CPU per connect", 350, 150)),
          room("g3", HALF_A_THOUSAND, 1, new Goal(CPU, 10, 7)),
          room("g3-1000", 1_000, 1, new Goal(CPU, 10, 7)),
          room("g4", 1_000, 20, new Goal(CPU, 3, 1.2)),
          room("g5", 1_000, 100, new Goal(CPU, 3, 1.2), new Goal(RATE, 200_000, 285_000)),
          scenario(
              "g6",
              "500 conversations of two, everybody sends with one on the way",
              stage ->
                  Pairs.inConversations(stage, stage.options().of(HALF_A_THOUSAND), _ -> {})
                      .run(""),
              new Goal("sends per second", 15_600, 30_000),
              new Goal("server CPU per send", 60, 30)),
          scenario(
              "g7",
              "one sender, 50 messages a second on an idle server",
              stage -> {
                Room room = new Room(stage, 2);
                // Compiled code is what people meet: a server runs for weeks.
                var _ = room.flood(1);
                room.note("", room.pace(50, stage.options().window()));
              },
              new Goal("acknowledgement p99", 5, 1.5)),
          scenario(
              "g8",
              "a room of 500 at 5,000 deliveries a second, then at half of its peak (G8, G14)",
              stage -> Loads.rates(stage, stage.options().of(HALF_A_THOUSAND)),
              new Goal("modest: delivery p99", 15, 5),
              new Goal("modest: bytes per delivery", 390, 260),
              new Goal("half: delivery p99", 15, 5)),
          scenario(
              "g9",
              "a room of 500 at half of what the server can do, sixty times as long",
              stage -> Loads.endurance(stage, stage.options().of(HALF_A_THOUSAND)),
              new Goal("longest gap", 100, 20)),
          scenario(
              "g11",
              "5,000 drop, and come back to 20 messages each",
              stage -> Comeback.ofMany(stage, stage.options().of(5_000), stage.options().of(20)),
              new Goal("until all are complete", 10, 3)),
          scenario(
              "g12",
              "one comes back to 100,000 messages in 100 conversations",
              stage -> Comeback.ofOne(stage, stage.options().of(100), stage.options().of(1_000)),
              new Goal("until all are complete", 5, 1.5)),
          scenario(
              "g13",
              "a room of 500 at half of what the server can do, in which one in twenty stops to read",
              stage -> Loads.stalled(stage, stage.options().of(HALF_A_THOUSAND)),
              new Goal("delivery p99 with some stalled, against all", 1.3, 1.05)),
          scenario(
              "g15",
              "an empty server; then a cold start with 100,000 messages",
              Starts::cold,
              new Goal("start to first message", 1_500, 500),
              new Goal("memory when empty", 150, 80)),
          pages("g16", 10_000),
          pages("g16-1000", 1_000),
          scenario(
              "g17",
              "the SDK with 1,000 messages, into which 100 a second come",
              Sdk::run,
              new Goal("client CPU per message", 100, 30)),
          scenario("growth-members", "what a delivery costs by the members", Growth::members),
          scenario(
              "growth-conversations",
              "what a send costs by the conversations of who sends and reads",
              Growth::conversations),
          scenario(
              "growth-messages", "what a send costs by the messages stored", Growth::messages));

  private Scenarios() {}

  private static Scenario room(String name, int members, int window, Goal... goals) {
    return scenario(
        name,
        "a room of %,d, one sender, %d on the way".formatted(members, window),
        stage -> {
          Room room = new Room(stage, stage.options().of(members));
          room.note("", room.flood(window));
        },
        goals);
  }

  private static Scenario pages(String name, int conversations) {
    return scenario(
        name,
        "50 who open conversations out of %,d of 100 messages".formatted(conversations),
        stage -> new Pages(stage, stage.options().of(conversations)).run(),
        new Goal("pages per second", 10_000, 20_000),
        new Goal("server CPU per page", 100, 50),
        new Goal("page p99", 20, 10));
  }

  private static Scenario scenario(String name, String title, Scenario.Play play, Goal... goals) {
    return new Scenario(name, title, List.of(goals), play);
  }
}
