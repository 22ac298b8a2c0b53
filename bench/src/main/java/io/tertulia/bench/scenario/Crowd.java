package io.tertulia.bench.scenario;

import io.tertulia.bench.line.Ear;
import io.tertulia.bench.line.Line;
import io.tertulia.bench.line.Loop;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/// Connects lines, and has each follow what it is to follow, so many at the same time.
final class Crowd implements Ear {
  private final Loop loop;
  private final Consumer<Line> afterHello;
  private final Histogram micros = new Histogram(3);
  private final Map<Line, Long> begun = new HashMap<>();
  private final Queue<Line> waiting = new ArrayDeque<>();
  private int ready;

  private Crowd(Loop loop, Consumer<Line> afterHello) {
    this.loop = loop;
    this.afterHello = afterHello;
  }

  /// Connects all, and waits until each got the answer to what it asked after the hello.
  ///
  /// @param afterHello says one frame that has an answer
  /// @return how long each took, from its begin to that answer
  static Histogram connect(
      Loop loop, List<Line> lines, int inFlight, Ear ear, Consumer<Line> afterHello) {
    Crowd crowd = new Crowd(loop, afterHello);
    crowd.waiting.addAll(lines);
    for (int line = 0; line < Math.min(inFlight, lines.size()); line++) {
      crowd.next();
    }
    loop.await(
        "lines to connect", () -> crowd.ready == lines.size(), Stage.PATIENCE.multipliedBy(3));
    lines.forEach(line -> line.tell(ear));
    return crowd.micros;
  }

  private void next() {
    Line line = waiting.poll();
    if (line != null) {
      begun.put(line, System.nanoTime());
      line.tell(this);
      line.connect();
    }
  }

  @Override
  public void welcomed(Line line) {
    afterHello.accept(line);
  }

  @Override
  public void answered(Line line, long id, byte[] bytes, int from, int to) {
    Long since = begun.remove(line);
    if (since != null) {
      micros.recordValue((System.nanoTime() - since) / 1_000);
      ready++;
      loop.at(System.nanoTime(), this::next);
    }
  }
}
