package io.tertulia.bench.scenario;

import io.tertulia.bench.line.Ear;
import io.tertulia.bench.line.Ledger;
import io.tertulia.bench.line.Line;
import io.tertulia.bench.subject.Cast;
import io.tertulia.bench.subject.Machine;
import java.util.List;
import java.util.Map;

/// A server that starts.
final class Starts {
  private static final double MIB = 1 << 20;
  private static final int CONVERSATIONS = 1_000;
  private static final int MESSAGES = 100;

  private Starts() {}

  /// What it takes before anybody comes; then, with a hundred thousand messages, how long it takes
  /// from the command to the first message that is acknowledged and delivered.
  static void cold(Stage stage) {
    stage.open(Map.of());
    stage.warmUp();
    Machine.Memory empty = stage.subject().memory();
    int conversations = stage.options().of(CONVERSATIONS);
    stage.house().moveIn(new Cast(2).rooms(conversations, MESSAGES, _ -> List.of(0, 1)));
    stage.subject().stop();
    long begin = System.nanoTime();
    stage.startAgain();
    double listens = (System.nanoTime() - begin) / 1e6;
    firstMessage(stage, begin);
    var _ =
        stage
            .figures()
            .put("start to first message", (System.nanoTime() - begin) / 1e6, "ms")
            .put("start until it listens", listens, "ms")
            .put("memory when empty", empty.resident() / MIB, "MiB")
            .put("memory when empty, proportional", empty.proportional() / MIB, "MiB");
  }

  private static void firstMessage(Stage stage, long intended) {
    Watch watch = new Watch();
    List<Line> lines =
        List.of(stage.line(0, new Ledger(0, 1), watch), stage.line(1, new Ledger(0, 1), watch));
    String conversation = Cast.conversation(0);
    var _ =
        Crowd.connect(
            stage.loop(), lines, lines.size(), watch, line -> Ask.conversation(line, conversation));
    Voice voice = new Voice(lines.getFirst(), 0, conversation, 1);
    lines
        .getFirst()
        .tell(
            new Ear() {
              @Override
              public void done(Line line, long id) {
                voice.done(id);
              }
            });
    voice.tell(watch);
    voice.say(intended);
    stage
        .loop()
        .await(
            "the first message",
            () -> voice.isQuiet() && lines.getLast().ledger().came(0) == 1,
            Stage.SOON);
  }
}
