package io.tertulia.bench.scenario;

import io.tertulia.bench.line.Ear;
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
  private final List<Line> readers = new ArrayList<>();
  private final Voice voice;

  /// Has people come into a room, and all of them follow it.
  ///
  /// @param members how many, with who sends
  Room(Stage stage, int members) {
    this.stage = stage;
    stage.set(
        new Cast(members).room(0, IntStream.range(0, members).boxed().toList()),
        Map.of("chat.participants", "10000"));
    for (int user = 0; user < members; user++) {
      readers.add(stage.line(user, new Ledger(0, 1), new Ear() {}));
    }
    String conversation = Cast.conversation(0);
    var _ =
        Crowd.connect(
            stage.loop(),
            readers,
            CONNECTING,
            new Ear() {},
            line -> Ask.conversation(line, conversation));
    voice = new Voice(readers.getFirst(), 0, conversation, ANY);
  }

  /// What went on for some time.
  record Leg(Watch watch, Spent spent, long bytes) {
    double seconds() {
      return spent.wall() / 1e6;
    }

    double deliveriesPerSecond() {
      return watch.deliveries() / seconds();
    }
  }

  /// Who reads, with who sends.
  List<Line> readers() {
    return readers;
  }

  /// Has the first one send as fast as is acknowledged.
  ///
  /// @param window how many are on the way
  Leg flood(int window) {
    Watch watch = watch();
    voice.start(window);
    return finish(count(watch, stage.options().window()));
  }

  /// Has the first one send at a rate, whatever comes back.
  Leg pace(double perSecond, Duration time) {
    Watch watch = watch();
    Pace pace = Pace.begin(stage.loop(), perSecond, voice::say);
    Leg leg = count(watch, time);
    pace.stop();
    return finish(leg);
  }

  private Watch watch() {
    Watch watch =
        new Watch() {
          @Override
          public void done(Line line, long id) {
            voice.done(id);
          }
        };
    voice.tell(watch);
    readers.forEach(line -> line.tell(watch));
    return watch;
  }

  private Leg count(Watch watch, Duration time) {
    stage.warmUp();
    long bytes = stage.loop().bytes();
    watch.start();
    Spent spent = stage.measure(time, watch::hasCounted);
    watch.stop();
    return new Leg(watch, spent, stage.loop().bytes() - bytes);
  }

  /// Waits for what is on the way, and looks whether all of it came.
  private Leg finish(Leg leg) {
    voice.stop();
    var _ =
        stage
            .loop()
            .runUntil(
                () ->
                    voice.isQuiet()
                        && readers.stream().allMatch(line -> line.ledger().came(0) == voice.sent()),
                Stage.SOON);
    stage.check(
        readers.stream()
            .map(line -> line.ledger().faults(voice.sent()))
            .reduce(Ledger.Faults.NONE, Ledger.Faults::and));
    return leg;
  }

  /// Has some of those who read stop to read for ever: nobody looks for what they do not get.
  void stall(int count) {
    List<Line> some = readers.subList(1, 1 + count);
    for (Line line : some) {
      line.tell(new Deaf());
      line.pause(true);
    }
    some.clear();
  }

  /// Notes what a leg took.
  ///
  /// @param name stands before the names of the figures, if there are several legs
  void note(String name, Leg leg) {
    Watch watch = leg.watch();
    Spent spent = leg.spent();
    double deliveries = watch.deliveries();
    var _ =
        stage
            .figures()
            .put(name + "server CPU per delivery", spent.server() / deliveries, "µs")
            .put(name + "deliveries per second", leg.deliveriesPerSecond(), "1/s")
            .put(name + "client CPU per delivery", spent.client() / deliveries, "µs")
            .put(name + "sends per second", watch.acks() / leg.seconds(), "1/s")
            .put(name + "acknowledgement", watch.ackMicros())
            .put(name + "delivery", watch.micros())
            .put(name + "longest gap", watch.longestGap(), "ms")
            .put(name + "bytes per delivery", leg.bytes() / deliveries, "bytes");
    stage.note(name, spent);
    stage.draw(name + "delivery", watch);
  }

  /// Who stopped to read hears nothing, not even that the server gave up on him.
  private static final class Deaf implements Ear {
    @Override
    public void broken(Line line, String why) {}
  }
}
