package io.tertulia.bench.subject;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts a server as people do: by the `tertulia` script, with what it gives to Java.
///
/// @param script where it is
public record ShippedLauncher(Path script) implements Launcher {
  private static final String GREETING = "Tertulia is listening on ";

  @Override
  public Running start(Path data, Path config) {
    List<String> command = new ArrayList<>(List.of(script.toString(), "serve", "--port", "0"));
    command.addAll(List.of("--data", data.toString(), "--config", config.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(data.resolveSibling("server.log").toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    // What runs already is built; whoever saves a file meanwhile does not change what is measured.
    builder.environment().put("tertulia_holds_lock", "yes");
    builder.environment().keySet().removeIf(name -> name.startsWith("TERTULIA_"));
    try {
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy));
      BufferedReader out = process.inputReader();
      String line = out.readLine();
      if (line == null || !line.startsWith(GREETING)) {
        process.destroyForcibly();
        throw new IOException("the server did not start: see " + data.resolveSibling("server.log"));
      }
      Thread.ofVirtual().start(() -> out.lines().forEach(_ -> {}));
      return new Child(process, URI.create(line.substring(GREETING.length())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Child(Process process, URI uri) implements Running {
    @Override
    public long pid() {
      return process.pid();
    }

    @Override
    public void stop() {
      process.destroy();
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while the server ends", e);
      }
    }
  }
}
