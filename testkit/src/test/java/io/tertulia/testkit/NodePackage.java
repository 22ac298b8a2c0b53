package io.tertulia.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// Packages of npm, installed below `target` for a test; without node, npm or a package the test is
/// skipped and says why.
final class NodePackage {
  private static final long PATIENCE_SECONDS = 120;

  private final Path folder;

  private NodePackage(Path folder) {
    this.folder = folder;
  }

  /// Installs packages, unless they are there.
  ///
  /// @param packages each with its exact version, such as `tus-js-client@4.3.1`
  static NodePackage install(String... packages) throws Exception {
    return install(List.of(), packages);
  }

  /// Installs packages without what they are to be used with.
  static NodePackage installAlone(String... packages) throws Exception {
    return install(List.of("--legacy-peer-deps"), packages);
  }

  private static NodePackage install(List<String> options, String... packages) throws Exception {
    String name = String.join("+", packages).replace('/', '-');
    Path folder = Path.of("target", "npm", name).toAbsolutePath();
    Files.createDirectories(folder);
    var npm = List.of("npm", "install", "--ignore-scripts", "--prefer-offline", "--no-audit");
    List<String> command = new ArrayList<>(npm);
    command.addAll(List.of("--no-fund", "--prefix", folder.toString()));
    command.addAll(options);
    command.addAll(List.of(packages));
    Ended ended = run(folder, command);
    Assumptions.assumeTrue(
        ended.status() == 0,
        () -> "npm could not install " + List.of(packages) + ": " + ended.said());
    return new NodePackage(folder);
  }

  /// Where the packages are.
  Path folder() {
    return folder;
  }

  /// Runs a command that a package brings.
  ///
  /// @throws AssertionError when it fails
  void command(String name, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("npx", "--no-install", name));
    command.addAll(List.of(arguments));
    Ended ended = run(folder, command);
    if (ended.status() != 0) {
      throw new AssertionError(name + " ended with " + ended.status() + ": " + ended.said());
    }
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
