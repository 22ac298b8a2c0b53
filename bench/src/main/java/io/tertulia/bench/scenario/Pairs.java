package io.tertulia.bench.scenario;

import io.tertulia.bench.line.Ledger;
import io.tertulia.bench.line.Line;
import io.tertulia.bench.subject.Cast;
import io.tertulia.bench.subject.Spent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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

  private Pairs(Stage stage, int pairs, Consumer<Cast> more, Consumer<Line> follow) {
    this.stage = stage;
    Cast cast = new Cast(2 * pairs).rooms(pairs, 1, pair -> List.of(2 * pair, 2 * pair + 1));
    more.accept(cast);
    stage.set(cast);
    for (int user = 0; user < 2 * pairs; user++) {
      lines.add(stage.line(user, new Ledger(user & ~1, 2), watch));
    }
    var _ = Crowd.connect(stage.loop(), lines, CONNECTING, watch, follow);
    for (int user = 0; user < 2 * pairs; user++) {
      Voice voice = new Voice(lines.get(user), user, Cast.conversation(user / 2), 1);
      voice.tell(watch);
      voices.put(lines.get(user), voice);
    }
  }

  /// Those who look at their conversation.
  ///
  /// @param more adds other conversations to those that they talk in
  static Pairs inConversations(Stage stage, int pairs, Consumer<Cast> more) {
    return new Pairs(
        stage,
        pairs,
        more,
        line -> Ask.conversation(line, Cast.conversation(Cast.number(line.user()) / 2)));
  }

  /// Those who look at the list of all their conversations.
  ///
  /// @param more adds other conversations to those that they talk in
  static Pairs inLists(Stage stage, int pairs, Consumer<Cast> more) {
    return new Pairs(stage, pairs, more, Ask::inbox);
  }

  /// Has all send, and notes what that took.
  ///
  /// @param name stands before the names of the figures
  void run(String name) {
    voices.values().forEach(voice -> voice.start(1));
    stage.warmUp();
    watch.start();
    Spent spent = stage.measure(stage.options().window(), watch::hasCounted);
    watch.stop();
    voices.values().forEach(Voice::stop);
    var _ = stage.loop().runUntil(this::isComplete, Stage.SOON);
    Ledger.Faults faults = Ledger.Faults.NONE;
    for (int user = 0; user < lines.size(); user++) {
      faults = faults.and(lines.get(user).ledger().faults(sent(user & ~1), sent(user | 1)));
    }
    stage.check(faults);
    note(name, spent);
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

  private void note(String name, Spent spent) {
    double seconds = spent.wall() / 1e6;
    var _ =
        stage
            .figures()
            .put(name + "sends per second", watch.acks() / seconds, "1/s")
            .put(name + "server CPU per send", spent.server() / (double) watch.acks(), "µs")
            .put(name + "client CPU per send", spent.client() / (double) watch.acks(), "µs")
            .put(name + "acknowledgement", watch.ackMicros())
            .put(name + "delivery", watch.micros());
    stage.note(name, spent);
    stage.draw(name + "delivery", watch);
  }
}
