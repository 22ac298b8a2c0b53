package io.tertulia.bench.scenario;

import io.tertulia.bench.line.Ledger;
import io.tertulia.bench.line.Line;
import io.tertulia.bench.subject.Cast;
import io.tertulia.bench.subject.Spent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Conversations of two, who both send, each with one message on the way.
final class Pairs {
  private static final int CONNECTING = 100;

  private final Stage stage;
  private final List<Line> lines = new ArrayList<>();
  private final Map<Line, Voice> voices = new HashMap<>();
  private final Watch watch =
      new Watch() {
        @Override
        public void done(Line line, long id) {
          Voice voice = voices.get(line);
          if (voice != null) {
            voice.done(id);
          }
        }
      };

  Pairs(Stage stage, int pairs) {
    this.stage = stage;
    stage.set(new Cast(2 * pairs).rooms(pairs, 0, pair -> List.of(2 * pair, 2 * pair + 1)));
    for (int user = 0; user < 2 * pairs; user++) {
      lines.add(stage.line(user, new Ledger(user & ~1, 2), watch));
    }
    var _ =
        Crowd.connect(
            stage.loop(), lines, CONNECTING, watch, line -> Ask.conversation(line, of(line)));
    for (int user = 0; user < 2 * pairs; user++) {
      Line line = lines.get(user);
      voices.put(line, new Voice(line, user, of(line), watch, 1));
    }
  }

  private String of(Line line) {
    return Cast.conversation(lines.indexOf(line) / 2);
  }

  /// Has all send, and notes what that took.
  void run() {
    voices.values().forEach(Voice::start);
    stage.warmUp();
    watch.start();
    Spent spent = stage.measure(watch::hasCounted);
    watch.stop();
    voices.values().forEach(Voice::stop);
    var _ = stage.loop().runUntil(this::isComplete, Duration.ofSeconds(30));
    Ledger.Faults faults = Ledger.Faults.NONE;
    for (int user = 0; user < lines.size(); user++) {
      faults = faults.and(lines.get(user).ledger().faults(sent(user & ~1), sent(user | 1)));
    }
    stage.check(faults);
    note(spent);
  }

  private boolean isComplete() {
    for (int user = 0; user < lines.size(); user++) {
      Ledger ledger = lines.get(user).ledger();
      if (ledger.came(user & ~1) < sent(user & ~1) || ledger.came(user | 1) < sent(user | 1)) {
        return false;
      }
    }
    return voices.values().stream().allMatch(Voice::isQuiet);
  }

  private int sent(int user) {
    Voice voice = voices.get(lines.get(user));
    return voice == null ? 0 : voice.sent();
  }

  private void note(Spent spent) {
    double seconds = spent.wall() / 1e6;
    var _ =
        stage
            .figures()
            .put("sends per second", watch.acks() / seconds, "1/s")
            .put("server CPU per send", spent.server() / (double) watch.acks(), "µs")
            .put("client CPU per send", spent.client() / (double) watch.acks(), "µs")
            .put("acknowledgement", watch.ackMicros())
            .put("delivery", watch.micros());
    stage.note(spent);
    stage.draw("delivery", watch);
  }
}
