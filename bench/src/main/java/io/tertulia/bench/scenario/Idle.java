package io.tertulia.bench.scenario;

import io.tertulia.bench.line.Ear;
import io.tertulia.bench.line.Ledger;
import io.tertulia.bench.line.Line;
import io.tertulia.bench.subject.Cast;
import io.tertulia.bench.subject.Machine;
import io.tertulia.bench.subject.Spent;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/// People who are there and do nothing: each follows the list of the three conversations that they
/// are in, and says every 25 seconds that they are alive.
final class Idle implements Ear {
  private static final int CONNECTING = 100;
  private static final double HEARTBEAT = 25;
  private static final double HOUR = 3_600;

  /// Frames of a sign of life, and of the answer: masked and not.
  private static final int HEARTBEAT_BYTES = 6 + 2;

  private final Stage stage;
  private final List<Line> lines = new ArrayList<>();
  private final int few;
  private int next;
  private long alive;

  /// @param few how many there are when memory is looked at first
  /// @param many how many there are at last
  Idle(Stage stage, int few, int many) {
    this.stage = stage;
    this.few = few;
    stage.set(
        new Cast(many)
            .rooms(many, 1, user -> List.of(user, (user + 1) % many))
            .rooms(many / 2, 1, user -> List.of(user, user + many / 2)));
    for (int user = 0; user < many; user++) {
      lines.add(stage.line(user, new Ledger(0, 0), this));
    }
  }

  @Override
  public void alive(Line line) {
    alive++;
  }

  /// Has all come, and looks what they take.
  void run() {
    var _ = connect(0, few);
    Pace pace = Pace.begin(stage.loop(), lines.size() / HEARTBEAT, _ -> beat());
    Machine.Memory fresh = settle();
    Machine.Memory freshLive = collect();
    Spent.Meter meter = Spent.begin(stage.subject());
    Histogram micros = connect(few, lines.size());
    note(meter.end(), micros);
    Machine.Memory full = settle();
    Machine.Memory fullLive = collect();
    int more = lines.size() - few;
    var _ =
        stage
            .figures()
            .put("memory per connection", perLine(fresh, full, more), "KiB")
            .put("memory per connection, collected", perLine(freshLive, fullLive, more), "KiB")
            .put("memory of all", full.resident() / 1048576.0, "MiB")
            .put("memory of all, collected", fullLive.resident() / 1048576.0, "MiB");
    long bytes = stage.loop().bytes();
    alive = 0;
    Spent spent = stage.measure(stage.options().window(), () -> alive > 0);
    pace.stop();
    note(spent, stage.loop().bytes() - bytes);
  }

  private void beat() {
    lines.get(next++ % lines.size()).ping();
  }

  private Histogram connect(int from, int to) {
    return Crowd.connect(stage.loop(), lines.subList(from, to), CONNECTING, this, Ask::inbox);
  }

  private Machine.Memory settle() {
    stage.warmUp();
    return stage.subject().memory();
  }

  /// What stays when the server's garbage is collected: what it holds of the rest is a choice.
  private Machine.Memory collect() {
    stage.subject().collect();
    return settle();
  }

  private static double perLine(Machine.Memory before, Machine.Memory after, int lines) {
    return (after.resident() - before.resident()) / 1024.0 / lines;
  }

  private void note(Spent spent, Histogram micros) {
    long count = micros.getTotalCount();
    var _ =
        stage
            .figures()
            .put("connects per second", count * 1e6 / spent.wall(), "1/s")
            .put("server CPU per connect", spent.server() / (double) count, "µs")
            .put("client CPU per connect", spent.client() / (double) count, "µs")
            .put("connect and list", micros);
  }

  /// The heartbeats of the window are taken out, and those of an hour put in: how many fall into it
  /// is chance.
  private void note(Spent spent, long bytes) {
    double seconds = spent.wall() / 1e6;
    double beats = HOUR / HEARTBEAT * HEARTBEAT_BYTES;
    double rest = (bytes - alive * 2.0) / lines.size() / seconds * HOUR;
    var _ =
        stage
            .figures()
            .put(
                "idle CPU per connection and second", spent.server() / seconds / lines.size(), "µs")
            .put("bytes per idle hour", beats + rest, "bytes");
    stage.note("", spent);
  }
}
