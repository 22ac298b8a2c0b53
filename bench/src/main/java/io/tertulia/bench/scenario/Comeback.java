package io.tertulia.bench.scenario;

import io.tertulia.bench.line.Ledger;
import io.tertulia.bench.line.Line;
import io.tertulia.bench.subject.Cast;
import io.tertulia.bench.subject.Spent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/// Messages come while people are away; then all of them come back.
final class Comeback {
  private static final int COMING = 500;
  private static final int CONNECTING = 100;
  private static final int WINDOW = 20;

  private final Stage stage;
  private final int rooms;
  private final List<Returner> people = new ArrayList<>();
  private final Queue<Returner> waiting = new ArrayDeque<>();
  private final Histogram micros = new Histogram(3);
  private int back;

  private Comeback(Stage stage, int rooms) {
    this.stage = stage;
    this.rooms = rooms;
  }

  /// Many people, ten in each room, of whom each missed a few messages.
  static void ofMany(Stage stage, int people, int missed) {
    int rooms = Math.max(1, people / 10);
    Comeback comeback = new Comeback(stage, rooms);
    stage.set(
        new Cast(11 * rooms)
            .rooms(rooms, 0, room -> IntStream.range(11 * room, 11 * room + 11).boxed().toList()));
    for (int room = 0; room < rooms; room++) {
      for (int user = 11 * room + 1; user < 11 * room + 11; user++) {
        comeback.people.add(new Returner(stage, user, List.of(room)));
      }
    }
    comeback.run(missed, 11);
  }

  /// One who missed many messages in many rooms.
  static void ofOne(Stage stage, int rooms, int missed) {
    Comeback comeback = new Comeback(stage, rooms);
    stage.set(new Cast(rooms + 1).rooms(rooms, 0, room -> List.of(room, rooms)));
    comeback.people.add(new Returner(stage, rooms, IntStream.range(0, rooms).boxed().toList()));
    comeback.run(missed, 1);
  }

  /// @param step from the one who sends in a room to that of the next
  private void run(int missed, int step) {
    come();
    people.forEach(person -> person.line().drop());
    send(missed, step);
    micros.reset();
    Spent.Meter meter = Spent.begin(stage.subject());
    come();
    stage.loop().runUntil(() -> people.stream().allMatch(person -> person.has(missed)), Stage.SOON);
    Spent spent = meter.end();
    stage.check(
        people.stream()
            .map(person -> person.faults(missed))
            .reduce(Ledger.Faults.NONE, Ledger.Faults::and));
    var _ =
        stage
            .figures()
            .put("until all are complete", spent.wall() / 1e6, "s")
            .put("until one is complete", micros)
            .put("server CPU per person", spent.server() / (double) people.size(), "µs")
            .put(
                "server CPU per message",
                spent.server() / ((double) missed * Math.max(rooms, people.size())),
                "µs");
    stage.note("", spent);
  }

  private void come() {
    back = 0;
    waiting.addAll(people);
    for (int person = 0; person < Math.min(COMING, people.size()); person++) {
      next();
    }
    stage.loop().await("people to come", () -> back == people.size(), Stage.PATIENCE);
  }

  private void next() {
    Returner person = waiting.poll();
    if (person != null) {
      long begin = System.nanoTime();
      person.come(() -> {
        back++;
        micros.recordValue((System.nanoTime() - begin) / 1_000);
        stage.loop().at(begin, this::next);
      });
    }
  }

  private void send(int missed, int step) {
    Map<Line, Voice> voices = new HashMap<>();
    Watch watch =
        new Watch() {
          @Override
          public void done(Line line, long id) {
            Voice voice = voices.get(line);
            if (voice != null) {
              voice.done(id);
            }
          }
        };
    List<Line> lines = new ArrayList<>();
    for (int room = 0; room < rooms; room++) {
      Line line = stage.line(step * room, new Ledger(0, 0), watch);
      Voice voice = new Voice(line, room, Cast.conversation(room), WINDOW);
      voice.tell(watch);
      voices.put(line, voice);
      lines.add(line);
    }
    var _ = Crowd.connect(stage.loop(), lines, CONNECTING, watch, Ask::inbox);
    voices.values().forEach(voice -> voice.start(WINDOW, missed));
    stage
        .loop()
        .await(
            "messages to be sent",
            () ->
                voices.values().stream()
                    .allMatch(voice -> voice.isQuiet() && voice.sent() == missed),
            Stage.PATIENCE);
    lines.forEach(Line::drop);
  }
}
