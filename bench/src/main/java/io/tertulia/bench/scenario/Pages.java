package io.tertulia.bench.scenario;

import io.tertulia.bench.line.Ear;
import io.tertulia.bench.line.Ledger;
import io.tertulia.bench.line.Line;
import io.tertulia.bench.subject.Cast;
import io.tertulia.bench.subject.Spent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/// Fifty people who open one conversation after the other, picked by chance among all that they are
/// in, see its newest thirty messages, and close it.
final class Pages implements Ear {
  private static final int READERS = 50;
  private static final int MESSAGES = 100;
  private static final int CONNECTING = 50;

  private final Stage stage;
  private final int readers;
  private final int each;
  private final SplittableRandom random = new SplittableRandom(16);
  private final Histogram micros = new Histogram(3);
  private final Map<Line, Reader> open = new HashMap<>();
  private boolean on = true;
  private boolean counts;
  private long pages;

  /// @param conversations how many there are in all, of a hundred messages each
  Pages(Stage stage, int conversations) {
    this.stage = stage;
    readers = Math.min(READERS, conversations);
    each = conversations / readers;
    stage.set(
        new Cast(2 * readers)
            .rooms(
                readers * each,
                MESSAGES,
                room -> List.of(readers + room % readers, room % readers)));
  }

  /// What somebody looks at.
  private static final class Reader {
    private final int number;
    private int conversation;
    private long id;
    private long since;

    Reader(int number) {
      this.number = number;
    }
  }

  void run() {
    List<Line> lines = new ArrayList<>();
    for (int reader = 0; reader < readers; reader++) {
      Line line = stage.line(reader, new Ledger(0, 0), this);
      open.put(line, new Reader(reader));
      lines.add(line);
    }
    var _ = Crowd.connect(stage.loop(), lines, CONNECTING, this, this::open);
    lines.forEach(this::turn);
    stage.warmUp();
    counts = true;
    Spent spent = stage.measure(stage.options().window(), () -> pages > 0);
    on = false;
    var _ =
        stage
            .figures()
            .put("pages per second", pages * 1e6 / spent.wall(), "1/s")
            .put("server CPU per page", spent.server() / (double) pages, "µs")
            .put("client CPU per page", spent.client() / (double) pages, "µs")
            .put("page", micros);
    stage.note("", spent);
  }

  private void open(Line line) {
    Reader reader = reader(line);
    reader.conversation = reader.number + readers * random.nextInt(each);
    reader.id++;
    reader.since = System.nanoTime();
    line.say(
        "{\"type\":\"followConversation\",\"id\":"
            + reader.id
            + ",\"conversationId\":\""
            + Cast.conversation(reader.conversation)
            + "\",\"moreMessages\":30,\"moreParticipants\":0}");
  }

  private void turn(Line line) {
    line.say(
        "{\"type\":\"unfollow\",\"conversations\":[\""
            + Cast.conversation(reader(line).conversation)
            + "\"]}");
    open(line);
  }

  @Override
  public void answered(Line line, long id, byte[] bytes, int from, int to) {
    Reader reader = reader(line);
    if (id != reader.id) {
      throw new IllegalStateException("answer: " + id + " (expected: " + reader.id + ")");
    }
    if (counts && on) {
      pages++;
      micros.recordValue((System.nanoTime() - reader.since) / 1_000);
    }
    if (on) {
      turn(line);
    }
  }

  private Reader reader(Line line) {
    Reader reader = open.get(line);
    if (reader == null) {
      throw new IllegalStateException(line.user() + " reads no pages");
    }
    return reader;
  }
}
