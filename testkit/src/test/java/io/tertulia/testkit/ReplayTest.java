package io.tertulia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tertulia.client.MessageRef;
import io.tertulia.client.MessageSnapshot;
import io.tertulia.client.TalkSession;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A day of a real conversation, said again by many people whose connections keep breaking: every
/// so many milliseconds that of one of them.
///
/// `-Dtertulia.replay` says how many messages of it, 0 for all; `-Dtertulia.replay.cut` how many
/// milliseconds there are between two cuts.
@ExtendWith(TertuliaExtension.class)
class ReplayTest {
  private static final int MESSAGES = Integer.getInteger("tertulia.replay", 600);
  private static final int PEOPLE = 20;
  private static final int BETWEEN_CUTS_MILLIS = Integer.getInteger("tertulia.replay.cut", 100);
  private static final int PACE = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Path LOG = Path.of("../shared/data/ubuntu-irc.jsonl.gz");

  /// Somebody who says what one person of the log said, and reads all.
  private record Reader(
      TalkSession session, Scissors scissors, ListRecorder<MessageSnapshot> seen) {}

  @Test
  void a_day_said_again_over_breaking_lines_is_the_same_for_all(People people) throws Exception {
    Path file = root().resolve(LOG).normalize();
    assumeTrue(Files.exists(file), file + " is missing");
    List<String> texts = day(file);
    List<Reader> readers = readers(people);
    List<String> sent;
    try (ScheduledExecutorService cutter = Executors.newSingleThreadScheduledExecutor()) {
      Random random = new Random(1);
      var _ =
          cutter.scheduleAtFixedRate(
              () -> readers.get(random.nextInt(PEOPLE)).scissors().cut(),
              BETWEEN_CUTS_MILLIS,
              BETWEEN_CUTS_MILLIS,
              TimeUnit.MILLISECONDS);
      sent = say(texts, readers);
      cutter.shutdownNow();
    }
    List<List<String>> read = readers.stream().map(reader -> read(reader, sent.size())).toList();
    assertThat(read.getFirst()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(sent);
    assertThat(read).allSatisfy(ids -> assertThat(ids).isEqualTo(read.getFirst()));
    int cuts = readers.stream().mapToInt(reader -> reader.scissors().cuts()).sum();
    System.out.println(
        "replay: "
            + sent.size()
            + " messages, "
            + PEOPLE
            + " people, "
            + cuts
            + " cuts, none lost, none twice, one order");
    assertThat(cuts).isPositive();
  }

  private static List<Reader> readers(People people) {
    people.conversation(
        "day", IntStream.range(0, PEOPLE).mapToObj(i -> "p" + i).toArray(String[]::new));
    return IntStream.range(0, PEOPLE)
        .mapToObj(i -> {
          Scissors scissors = people.scissors();
          TalkSession session = people.session("p" + i, scissors);
          var seen = new ListRecorder<MessageSnapshot>(PATIENCE);
          session.conversation("day").subscribeMessages(seen);
          seen.next();
          return new Reader(session, scissors, seen);
        })
        .toList();
  }

  /// Says it, some messages at a time, each by the next person; tells the ids.
  private static List<String> say(List<String> texts, List<Reader> readers) {
    List<String> ids = new ArrayList<>();
    List<CompletableFuture<MessageRef>> waiting = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      waiting.add(readers.get(i % PEOPLE).session().conversation("day").send(texts.get(i)));
      if (waiting.size() == PACE || i == texts.size() - 1) {
        waiting.forEach(send -> ids.add(send.join().id()));
        waiting.clear();
      }
    }
    return ids;
  }

  /// What somebody sees in the end, from the newest on.
  private static List<String> read(Reader reader, int count) {
    return reader.seen().awaitUntil(page -> page.size() == count).items().stream()
        .map(MessageSnapshot::id)
        .toList();
  }

  /// What was said on the first day of the log.
  private static List<String> day(Path file) throws IOException {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      List<Fields> all =
          lines.lines().limit(20_000).map(line -> Fields.of(Json.parse(line), "")).toList();
      String first = all.getFirst().text("conversation");
      return all.stream()
          .filter(line ->
              line.text("conversation").equals(first) && line.text("kind").equals("message"))
          .map(line -> line.text("text"))
          .filter(text -> !text.isBlank())
          .limit(MESSAGES == 0 ? Long.MAX_VALUE : MESSAGES)
          .toList();
    }
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
