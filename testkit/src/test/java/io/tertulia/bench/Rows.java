package io.tertulia.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// What runs took, by what was run; told as a table of medians.
final class Rows {
  private final Map<String, List<Run>> runs = new LinkedHashMap<>();
  private final double mebibytes;

  /// One run, in seconds: of the clock, of the server's processor, of the client's.
  record Run(double time, double server, double client) {}

  /// Something that is measured.
  @FunctionalInterface
  interface Task {
    /// Does it.
    Took run() throws IOException, InterruptedException;
  }

  /// What a task took, in seconds.
  ///
  /// @param client of the client's processor
  record Took(double time, double client) {}

  Rows(double mebibytes) {
    this.mebibytes = mebibytes;
  }

  /// Runs a task and notes what it took.
  void run(String what, ProcessHandle server, Task task) throws IOException, InterruptedException {
    double before = Spent.cpu(server);
    Took took = task.run();
    Run run = new Run(took.time(), Spent.cpu(server) - before, took.client());
    runs.computeIfAbsent(what, _ -> new ArrayList<>()).add(run);
  }

  /// Forgets what was measured so far.
  void clear() {
    runs.clear();
  }

  @Override
  public String toString() {
    StringBuilder table =
        new StringBuilder(
            """
            | | MiB/s, median | slowest to fastest | server CPU s | client CPU s |
            | --- | --- | --- | --- | --- |
            """);
    runs.forEach((what, all) ->
        table.append(
            String.format(
                Locale.ROOT,
                "| %s | %.0f | %.0f to %.0f | %.2f | %.2f |%n",
                what,
                mebibytes / middle(all, Run::time),
                mebibytes / all.stream().mapToDouble(Run::time).max().orElse(0),
                mebibytes / all.stream().mapToDouble(Run::time).min().orElse(0),
                middle(all, Run::server),
                middle(all, Run::client))));
    return table.toString();
  }

  private static double middle(List<Run> all, ToDoubleFunction<Run> part) {
    return all.stream().mapToDouble(part).sorted().toArray()[all.size() / 2];
  }
}
