package io.tertulia.testkit.law;

import io.tertulia.testkit.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Plays scripts against one server, many at a time, and tells which of them broke the law.
///
/// A script is as long as its seed wants: 20 to 160 steps of every kind of command and
/// subscription, by three or four people at five sessions. Those that once broke the law are kept,
/// in the resource `law/kept-seeds.txt`: a seed or a whole script on each line.
public final class Law {
  /// How many trials run at the same time: most of them wait for the network most of the time.
  static final int TOGETHER = 24;

  private static final String KEPT = "/law/kept-seeds.txt";

  private final TestServer server;
  private final Seating seating;
  private final int together;
  private final Consumer<String> report;
  private final Figures figures = new Figures();

  /// @param report takes lines for people: how far it is, and what broke
  public Law(TestServer server, Consumer<String> report) {
    this(server, SdkSeat::sit, TOGETHER, report);
  }

  /// @param seating by which client the script's people sit down; what they see is compared with
  ///   what the SDK shows
  /// @param together how many trials run at the same time
  Law(TestServer server, Seating seating, int together, Consumer<String> report) {
    this.server = server;
    this.seating = seating;
    this.together = together;
    this.report = report;
  }

  /// What came of it.
  ///
  /// @param broken scripts that broke the law, each as a line for the kept seeds
  public record Verdict(int held, List<String> broken) {
    public Verdict {
      broken = List.copyOf(broken);
    }

    @Override
    public String toString() {
      return held + " seeds held, " + broken.size() + " broke";
    }
  }

  /// How much was tried so far, in words.
  public String figures() {
    return figures.toString();
  }

  /// Plays so many seeds from one on.
  public Verdict hold(long from, int seeds) {
    return hold(LongStream.range(from, from + seeds).mapToObj(Script::of));
  }

  /// Plays all kept seeds.
  public Verdict holdKept() {
    try (InputStream file = Objects.requireNonNull(Law.class.getResourceAsStream(KEPT));
        var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return hold(
          lines
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(Script::parse)
              .toList()
              .stream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Plays one line of kept seeds.
  public Verdict hold(String line) {
    return hold(Stream.of(Script.parse(line)));
  }

  private Verdict hold(Stream<Script> scripts) {
    var held = new AtomicInteger();
    Queue<Script> broken = new ConcurrentLinkedQueue<>();
    try (ExecutorService trials =
        Executors.newFixedThreadPool(together, Thread.ofVirtual().factory())) {
      scripts.forEach(script -> trials.execute(() -> play(script, held, broken)));
    }
    List<String> shortened = broken.stream().map(this::shorten).toList();
    return new Verdict(held.get(), shortened);
  }

  private void play(Script script, AtomicInteger held, Queue<Script> broken) {
    Trial.of(server, seating, figures, script)
        .ifPresentOrElse(
            how -> {
              broken.add(script);
              report.accept("seed " + script.seed() + " broke the law: " + how);
            },
            held::incrementAndGet);
    report.accept(held.get() + " seeds held, " + broken.size() + " broke");
  }

  private String shorten(Script script) {
    report.accept("shortening seed " + script.seed() + " …");
    Script shortest = new Shortening(server, seating).of(script);
    report.accept(shortest.toString());
    return shortest.toString();
  }
}
