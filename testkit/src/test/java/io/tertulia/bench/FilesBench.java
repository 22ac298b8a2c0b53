package io.tertulia.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.server.identity.SecretKey;
import io.tertulia.server.identity.Tokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Large files in and out, beside nginx that sends and takes the same file in the same run.
///
/// `-Dtertulia.bench.mib` says how large, `-Dtertulia.bench.runs` how often. Needs Linux, bash,
/// curl and nginx.
class FilesBench {
  private static final int MIB = Integer.getInteger("tertulia.bench.mib", 1024);
  private static final int RUNS = Integer.getInteger("tertulia.bench.runs", 5);
  private static final String USER = "bench";

  @TempDir Path folder;

  private final List<AutoCloseable> open = new ArrayList<>();

  /// A process of ours that says lines.
  private record Child(Process process, BufferedReader out) implements AutoCloseable {
    String ask(String line) throws IOException {
      process.outputWriter().write(line + "\n");
      process.outputWriter().flush();
      return out.readLine();
    }

    @Override
    public void close() {
      process.destroyForcibly().onExit().join();
    }
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable part : open.reversed()) {
      part.close();
    }
  }

  @Test
  void large_files_go_in_and_out_beside_nginx() throws Exception {
    Path file = file();
    Nginx nginx = Nginx.start(folder.resolve("nginx").toAbsolutePath());
    open.add(nginx);
    Child server = child("-Xmx64m", BenchServer.class, folder.resolve("data").toString());
    String[] words = server.out().readLine().split(" ", -1);
    String token =
        Tokens.user(
            SecretKey.parse(words[1]), "demo", USER, Instant.now().plus(Duration.ofDays(1)));
    Child client = child("-Xmx64m", BenchClient.class, words[0], USER, token);
    assertThat(client.out().readLine()).isEqualTo("ready");
    CurlUploads uploads = new CurlUploads(words[0], words[1], file);
    Path served = nginx(file);
    String ours = uploads.url(uploads.upload().token());
    String theirs = nginx.uri() + "/" + served.getFileName();
    assertThat(Shell.run("curl -sS '" + ours + "' | cmp - " + file)).isEmpty();

    Rows rows = new Rows(MIB);
    long before = 0;
    for (int run = 0; run <= RUNS; run++) {
      if (run == 1) {
        rows.clear(); // What was before warmed up.
        before = Spent.resident(server.process().pid());
      }
      ProcessHandle its = server.process().toHandle();
      rows.run(
          "down: curl, nginx", nginx.process(), () -> Shell.curl("-o /dev/null '" + theirs + "'"));
      rows.run("down: curl, Tertulia", its, () -> Shell.curl("-o /dev/null '" + ours + "'"));
      rows.run("down: Java, Tertulia", its, () -> java(client, "download " + ours));
      String put = "-T " + file + " " + nginx.uri() + "/up.bin";
      String synced = "; sync " + served.resolveSibling("up.bin");
      rows.run("up: curl, nginx", nginx.process(), () -> Shell.curl(put));
      Shell.curl("-X DELETE " + nginx.uri() + "/up.bin");
      rows.run("up: curl, nginx, then fsync", nginx.process(), () -> Shell.curl(put + synced));
      Shell.curl("-X DELETE " + nginx.uri() + "/up.bin");
      rows.run("up: curl, Tertulia", its, () -> uploads.upload().took());
      rows.run("up: SDK, Tertulia", its, () -> java(client, "upload " + file));
    }
    System.out.println(MIB + " MiB, " + RUNS + " runs, load " + load() + "\n\n" + rows);
    tell("server (heap at most 64 MiB)", server, before);
    tell("client (heap at most 64 MiB)", client, 0);
  }

  private static void tell(String who, Child child, long before) throws IOException {
    long pid = child.process().pid();
    System.out.printf(
        "%s: resident %d MiB%s, at most %d MiB%n",
        who,
        Spent.resident(pid),
        before == 0 ? "" : " (" + before + " MiB before the measured runs)",
        Spent.peak(pid));
  }

  private static Rows.Took java(Child client, String what) throws IOException {
    double before = Spent.cpu(client.process().toHandle());
    String said = client.ask(what);
    return new Rows.Took(
        Long.parseLong(said.split(" ", -1)[0]) / 1_000.0,
        Spent.cpu(client.process().toHandle()) - before);
  }

  private Child child(String heap, Class<?> main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                heap,
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(Arrays.asList(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Child child =
        new Child(
            process,
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    open.add(child);
    return child;
  }

  /// Bytes by chance, so that nobody can make them fewer.
  private Path file() throws IOException {
    Path file = folder.resolve("bench.bin");
    byte[] piece = new byte[1 << 20];
    Random random = new Random(1);
    try (var out = Files.newOutputStream(file)) {
      for (int i = 0; i < MIB; i++) {
        random.nextBytes(piece);
        out.write(piece);
      }
    }
    return file;
  }

  private Path nginx(Path file) throws IOException {
    return Files.copy(file, folder.resolve("nginx/www/bench.bin"));
  }

  private static String load() throws IOException {
    return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
  }
}
