package io.tertulia.bench;

import io.tertulia.bench.report.Figures;
import io.tertulia.bench.report.Report;
import io.tertulia.bench.report.Table;
import io.tertulia.bench.scenario.Options;
import io.tertulia.bench.scenario.Scenario;
import io.tertulia.bench.scenario.Scenarios;
import io.tertulia.bench.scenario.Stage;
import io.tertulia.bench.subject.Machine;
import io.tertulia.bench.subject.ShippedLauncher;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Measures what the server costs and how long it takes, for people who work on Tertulia.
@Command(
    name = "bench",
    description = {
      "Measures what the server costs and how long it takes. Without a scenario it lists them.",
      "",
      "Each run starts a server of its own on a store of its own, with everything on: the disk, tokens, counts of "
          + "unread messages. A run in which a message is lost, comes twice or out of order fails. Needs Linux."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SCENARIO", arity = "0..*", description = "Which ones, or all.")
  private List<String> names = List.of();

  @Option(names = "--runs", paramLabel = "N", description = "Runs of each, taking turns: 3.")
  private int runs = 3;

  @Option(names = "--seconds", paramLabel = "S", description = "How long each measures: 10.")
  private int seconds = 10;

  @Option(names = "--warm-up", paramLabel = "S", description = "How long each runs before: 5.")
  private int warmUp = 5;

  @Option(
      names = "--scale",
      paramLabel = "N",
      description = "Divides numbers of people and conversations, for a quick look: 1.")
  private int scale = 1;

  @Option(
      names = "--large",
      description = "Fills stores with 10,000,000 messages, too: a quarter of an hour each.")
  private boolean large;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where lines and pictures go, and stores are made: target/bench.")
  private Path out = Path.of("target", "bench");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    CommandSpec here = spec;
    if (here == null) {
      throw new IllegalStateException("not called by a command line");
    }
    PrintWriter words = here.commandLine().getOut();
    if (names.isEmpty()) {
      Scenarios.ALL.forEach(
          scenario -> words.printf("%-10s %s%n", scenario.name(), scenario.title()));
      words.flush();
      return 0;
    }
    return run(pick(here), words) ? 0 : 1;
  }

  private List<Scenario> pick(CommandSpec here) {
    List<Scenario> picked =
        Scenarios.ALL.stream()
            .filter(scenario -> names.contains("all") || names.contains(scenario.name()))
            .toList();
    for (String name : names) {
      if (!name.equals("all") && picked.stream().noneMatch(some -> some.name().equals(name))) {
        throw new ParameterException(
            here.commandLine(), "no scenario " + name + " (expected: one that bench lists)");
      }
    }
    return picked;
  }

  /// @return whether every run ended well
  private boolean run(List<Scenario> picked, PrintWriter words) throws IOException {
    Report report = new Report(out, surroundings());
    Options options =
        new Options(
            new ShippedLauncher(launcher()),
            out,
            Duration.ofSeconds(warmUp),
            Duration.ofSeconds(seconds),
            scale,
            large);
    int failed = 0;
    Map<Scenario, List<Figures>> all = new LinkedHashMap<>();
    for (int run = 1; run <= runs; run++) {
      for (Scenario scenario : picked) {
        words.printf("%s, run %d of %d: %s%n", scenario.name(), run, runs, scenario.title());
        words.flush();
        try {
          all.computeIfAbsent(scenario, _ -> new ArrayList<>())
              .add(run(scenario, run, options, report));
        } catch (IllegalStateException | UncheckedIOException e) {
          failed++;
          words.println("  failed: " + e.getMessage());
        }
      }
    }
    all.forEach((scenario, figures) ->
        words.printf(
            "%n%s: %s%n%n%s",
            scenario.name(), scenario.title(), Table.of(figures, scenario.goals())));
    words.flush();
    return failed == 0;
  }

  private static Figures run(Scenario scenario, int run, Options options, Report report) {
    try (Stage stage = new Stage(options)) {
      scenario.play().on(stage);
      report.add(scenario.name(), run, stage.figures());
      stage
          .charts()
          .forEach((name, chart) -> report.picture(scenario.name() + "-" + name, chart.svg()));
      return stage.figures();
    }
  }

  private Map<String, String> surroundings() throws IOException {
    return Map.of(
        "machine", Machine.describe(),
        "java", Runtime.version().toString(),
        "commit", commit(),
        "os", System.getProperty("os.name") + " " + System.getProperty("os.version"),
        "seconds", Integer.toString(seconds),
        "scale", Integer.toString(scale));
  }

  /// Which sources the server was built of, as far as git knows.
  private static String commit() throws IOException {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty")
              .directory(launcher().resolveSibling("").toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String line = git.inputReader().readLine();
      return line == null ? "unknown" : line;
    } catch (IOException _) {
      return "unknown";
    }
  }

  private static Path launcher() throws IOException {
    String script = System.getProperty("tertulia.launcher");
    if (script == null) {
      throw new IOException("bench: needs the script that starts a server (run ./tertulia bench)");
    }
    return Path.of(script);
  }
}
