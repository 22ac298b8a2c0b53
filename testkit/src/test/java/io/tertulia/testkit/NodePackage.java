package io.tertulia.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A package of npm, installed below `target` for a test; without node, npm or the package the test
/// is skipped and says why.
final class NodePackage {
  private static final long PATIENCE_SECONDS = 120;

  private final Path folder;

  private NodePackage(Path folder) {
    this.folder = folder;
  }

  /// Installs it, unless it is there.
  ///
  /// @param version exact
  static NodePackage install(String name, String version) throws Exception {
    Path folder = Path.of("target", "npm", name + "-" + version).toAbsolutePath();
    Files.createDirectories(folder);
    var npm = List.of("npm", "install", "--ignore-scripts", "--prefer-offline", "--no-audit");
    List<String> command = new ArrayList<>(npm);
    command.addAll(List.of("--no-fund", "--prefix", folder.toString(), name + "@" + version));
    Ended ended = run(folder, command);
    Assumptions.assumeTrue(
        ended.status() == 0,
        () -> "npm could not install " + name + "@" + version + ": " + ended.said());
    return new NodePackage(folder);
  }

  /// Runs a script that requires the package, to its end, and returns what it printed.
  ///
  /// @throws AssertionError when it fails
  String run(Path script, String... arguments) throws Exception {
    Path here = Files.createTempFile(folder, "script", ".js");
    Files.copy(script, here, StandardCopyOption.REPLACE_EXISTING);
    List<String> command = new ArrayList<>(List.of("node", here.toString()));
    command.addAll(List.of(arguments));
    Ended ended = run(folder, command);
    if (ended.status() != 0) {
      throw new AssertionError(script + " ended with " + ended.status() + ": " + ended.said());
    }
    return ended.said();
  }

  private static Ended run(Path folder, List<String> command) throws Exception {
    Path said = Files.createTempFile(folder, "said", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    try {
      Process process = builder.start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return new Ended(process.waitFor(), Files.readString(said).strip());
    } catch (IOException e) {
      return Assumptions.abort(command.getFirst() + " cannot be run here: " + e.getMessage());
    }
  }

  /// How a process ended.
  private record Ended(int status, String said) {}
}
