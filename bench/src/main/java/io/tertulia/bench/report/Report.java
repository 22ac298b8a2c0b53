package io.tertulia.bench.report;

import io.tertulia.protocol.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;

/// A folder in which everything stays that was measured: `bench.jsonl`, a line each run, and
/// pictures.
///
/// @param surroundings of all runs, such as the machine
public record Report(Path folder, Map<String, String> surroundings) {
  public Report {
    surroundings = Map.copyOf(surroundings);
  }

  /// Adds a run.
  public void add(String scenario, int run, Figures figures) {
    Json.Builder values = Json.object();
    figures
        .all()
        .forEach((name, figure) ->
            values.put(
                name,
                Json.object()
                    .put("value", new Json.Real(figure.value()))
                    .put("unit", figure.unit())
                    .build()));
    Json line =
        Json.object()
            .put("scenario", scenario)
            .put("run", run)
            .put("at", Instant.now().toString())
            .put("surroundings", Json.of(surroundings))
            .put("figures", values.build())
            .build();
    write(
        "bench.jsonl", line.toText() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /// Puts a picture there.
  ///
  /// @param name of the file, without its end
  public void picture(String name, String svg) {
    write(
        name + ".svg",
        svg,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  private void write(String name, String text, StandardOpenOption... options) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
