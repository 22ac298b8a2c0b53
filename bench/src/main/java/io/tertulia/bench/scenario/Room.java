package io.tertulia.bench.scenario;

import io.tertulia.bench.line.Ledger;
import io.tertulia.bench.line.Line;
import io.tertulia.bench.subject.Cast;
import io.tertulia.bench.subject.Spent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// One room in which everybody reads and the first one sends.
final class Room {
  private static final int CONNECTING = 100;

  /// More than may ever be on the way at a rate.
  private static final int ANY = 100_000;

  private final Stage stage;
  private final List<Line> lines = new ArrayList<>();
  private final Watch watch;
  private final Voice voice;

  /// Has people come into a room, and all of them follow it.
  ///
  /// @param members how many, with who sends
  /// @param window how many sends may be on the way
  Room(Stage stage, int members, int window) {
    this.stage = stage;
    stage.set(
        new Cast(members).room(0, IntStream.range(0, members).boxed().toList()),
        Map.of("chat.participants", "10000"));
    watch =
        new Watch() {
          @Override
          public void done(Line line, long id) {
            voice.done(id);
          }
        };
    for (int user = 0; user < members; user++) {
      lines.add(stage.line(user, new Ledger(0, 1), watch));
    }
    String conversation = Cast.conversation(0);
    var _ =
        Crowd.connect(
            stage.loop(), lines, CONNECTING, watch, line -> Ask.conversation(line, conversation));
    voice = new Voice(lines.getFirst(), 0, conversation, watch, window);
  }

  /// A room in which somebody sends at a rate.
  static Room atRate(Stage stage, int members) {
    return new Room(stage, members, ANY);
  }

  List<Line> lines() {
    return lines;
  }

  Watch watch() {
    return watch;
  }

  Voice voice() {
    return voice;
  }

  /// Has the first one send as fast as is acknowledged, and notes what that took.
  void flood() {
    voice.start();
    stage.warmUp();
    watch.start();
    Spent spent = stage.measure(watch::hasCounted);
    watch.stop();
    finish();
    note(spent);
  }

  /// Has the first one send at a rate, whatever comes back, and notes what that took.
  void pace(double perSecond) {
    Pace pace = Pace.begin(stage.loop(), perSecond, voice::say);
    stage.warmUp();
    watch.start();
    Spent spent = stage.measure(watch::hasCounted);
    watch.stop();
    pace.stop();
    finish();
    note(spent);
  }

  /// Waits for what is on the way, and looks whether all of it came.
  void finish() {
    voice.stop();
    stage
        .loop()
        .runUntil(
            () ->
                voice.isQuiet()
                    && lines.stream().allMatch(line -> line.ledger().came(0) == voice.sent()),
            Duration.ofSeconds(30));
    stage.check(
        lines.stream()
            .map(line -> line.ledger().faults(voice.sent()))
            .reduce(Ledger.Faults.NONE, Ledger.Faults::and));
  }

  private void note(Spent spent) {
    double seconds = spent.wall() / 1e6;
    var _ =
        stage
            .figures()
            .put("server CPU per delivery", spent.server() / (double) watch.deliveries(), "µs")
            .put("deliveries per second", watch.deliveries() / seconds, "1/s")
            .put("client CPU per delivery", spent.client() / (double) watch.deliveries(), "µs")
            .put("sends per second", watch.acks() / seconds, "1/s")
            .put("acknowledgement", watch.ackMicros())
            .put("delivery", watch.micros())
            .put("longest gap", watch.longestGap(), "ms");
    stage.note(spent);
    stage.draw("delivery", watch);
  }
}
