package io.tertulia.bench.subject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The server under test. Its store is on disk and synced, tokens are verified, rates are enforced:
/// they are only as high as the load needs them.
public final class Subject implements AutoCloseable {
  private static final String PLENTY = "1000000";
  private static final Map<String, String> RATES =
      Map.of(
          "rates.rest-burst", PLENTY,
          "rates.rest-per-second", PLENTY,
          "rates.commands-burst", PLENTY,
          "rates.commands-per-second", PLENTY);

  private final Launcher launcher;
  private final Path folder;
  private Launcher.Running running;

  private Subject(Launcher launcher, Path folder, Launcher.Running running) {
    this.launcher = launcher;
    this.folder = folder;
    this.running = running;
  }

  /// Starts a server with an empty store.
  ///
  /// @param under in which its folder is made; has to be on a disk
  /// @param settings besides the rates
  public static Subject start(Launcher launcher, Path under, Map<String, String> settings) {
    try {
      Files.createDirectories(under);
      String kind = Files.getFileStore(under).type();
      if (kind.equals("tmpfs")) {
        throw new IOException(under + ": in memory (expected: a folder on a disk)");
      }
      Path folder = Files.createTempDirectory(under, "store-").toAbsolutePath();
      Map<String, String> all = new TreeMap<>(RATES);
      all.putAll(settings);
      StringBuilder file = new StringBuilder();
      all.forEach((key, value) -> file.append(key).append('=').append(value).append('\n'));
      Files.writeString(folder.resolve("settings.properties"), file);
      Files.createDirectories(folder.resolve("data"));
      return new Subject(launcher, folder, start(launcher, folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Launcher.Running start(Launcher launcher, Path folder) {
    return launcher.start(folder.resolve("data"), folder.resolve("settings.properties"));
  }

  /// A folder of its own, which goes with it.
  Path folder() {
    return folder;
  }

  public URI uri() {
    return running.uri();
  }

  String adminKey() {
    try {
      return Files.readString(folder.resolve("data/admin.key"), StandardCharsets.US_ASCII).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Microseconds of processor time until now.
  public long cpu() {
    return Machine.cpu(running.pid());
  }

  public Machine.Memory memory() {
    return Machine.memory(running.pid());
  }

  /// Has the server collect its garbage.
  public void collect() {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process process =
          new ProcessBuilder(jcmd, Long.toString(running.pid()), "GC.run")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor() != 0) {
        throw new IOException(jcmd + ": " + process.exitValue() + " (expected: 0)");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// Ends it in good order.
  public void stop() {
    running.stop();
  }

  /// Starts it again on what it stored.
  public void startAgain() {
    running = start(launcher, folder);
  }

  /// Ends it, and deletes its store.
  @Override
  public void close() {
    running.stop();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
