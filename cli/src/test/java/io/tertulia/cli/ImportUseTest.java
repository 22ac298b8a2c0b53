package io.tertulia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The import as somebody uses it: out of pipes, cut off, with the wrong file, while the server is
/// away.
@Timeout(300)
class ImportUseTest {
  private static final int MESSAGES = 12_000;

  @TempDir Path folder;
  private final House house = House.open();

  @Test
  void what_is_piped_in_is_imported_whatever_it_is() throws Exception {
    String log =
        "{\"conversation\":\"log\",\"index\":0,\"at\":5,\"kind\":\"message\",\"user\":\"u\",\"text\":\"x\"}\n";
    Run history = imported(house.uri(), log.getBytes(StandardCharsets.UTF_8), "-");
    assertThat(history.outWhenDone()).startsWith("Imported 1 people, 1 conversations, 1 messages");
    byte[] archive = archive().getBytes(StandardCharsets.UTF_8);
    Run zipped = imported(house.uri(), zip(archive), "-");
    assertThat(zipped.outWhenDone())
        .startsWith("Imported 1 people, 1 conversations, 12,000 messages");
    assertThat(zipped.err.text()).isEmpty();
    Run plain = imported(house.uri(), archive, "-");
    assertThat(plain.outWhenDone()).contains("; all of it was there already");
    String rest = "[{\"id\":\"r\",\"name\":\"R\"}]";
    Run users = imported(house.uri(), rest.getBytes(StandardCharsets.UTF_8), "-");
    assertThat(users.outWhenDone()).startsWith("Imported 1 people");
    assertThat(imported(house.uri(), new byte[0], "-").status()).isZero();
  }

  @Test
  void what_is_no_such_file_is_named_in_one_line() throws Exception {
    byte[] picture = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 1, 2};
    Path wrong = Files.write(folder.resolve("wrong.png"), picture);
    byte[] whole = zip(archive().getBytes(StandardCharsets.UTF_8));
    Path half = Files.write(folder.resolve("half.gz"), Arrays.copyOf(whole, whole.length / 2));
    Path behind =
        Files.writeString(folder.resolve("tail.jsonl"), archive().lines().toList().get(3));
    assertThat(failure(wrong)).startsWith("tertulia: " + wrong + ":1: ");
    assertThat(failure(folder)).startsWith("tertulia: " + folder + ": a folder");
    assertThat(failure(folder.resolve("none"))).endsWith("none: no such file\n");
    assertThat(failure(half)).startsWith("tertulia: " + half + ":").contains("broken");
    assertThat(failure(behind)).startsWith("tertulia: " + behind + ":1: ");
  }

  @Test
  void an_import_that_is_stopped_in_the_middle_is_made_again() throws Exception {
    String archive = archive();
    Process process = start("import", "-");
    try (InputStream errors = process.getErrorStream()) {
      OutputStream input = process.getOutputStream();
      input.write(archive.substring(0, archive.length() * 2 / 3).getBytes(StandardCharsets.UTF_8));
      input.flush();
      awaitSome();
      new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(130);
      assertThat(errors.readAllBytes()).isEmpty();
    }
    assertThat(messages()).isLessThan(MESSAGES);
    Path file = Files.writeString(folder.resolve("again.jsonl"), archive);
    Run again = imported(house.uri(), new byte[0], file.toString());
    assertThat(again.outWhenDone())
        .startsWith("Imported 1 people, 1 conversations, 12,000 messages");
    assertThat(messages()).isEqualTo(MESSAGES);
  }

  @Test
  void a_server_that_goes_away_in_the_middle_and_comes_back_has_everything() throws Exception {
    String archive = archive();
    try (Front front = Front.before(house)) {
      Run run = Run.live(arguments(front.uri(), "import", "-"));
      int half = archive.indexOf('\n', archive.length() / 2);
      run.type(archive.substring(0, half));
      awaitSome();
      front.goAway();
      Thread typist = Thread.ofVirtual().start(() -> finish(run, archive.substring(half + 1)));
      front.comeBack();
      assertThat(run.status()).as(run.err.text()).isZero();
      typist.join();
    }
    assertThat(messages()).isEqualTo(MESSAGES);
  }

  @Test
  void an_export_waits_for_its_turn_and_says_so() throws Exception {
    try (Front front = Front.before(house)) {
      front.refuseExports(2);
      Run run = Run.of(arguments(front.uri(), "export"));
      assertThat(run.status()).as(run.err.text()).isZero();
      assertThat(run.err.text()).isEqualTo("Waiting: another one\n");
      assertThat(run.out.text()).startsWith("{\"type\":\"tertulia\"");
    }
  }

  @Test
  void older_history_comes_to_where_it_belongs() throws Exception {
    String line =
        "{\"conversation\":\"log\",\"index\":%d,\"at\":%d,\"kind\":\"message\",\"user\":\"u\",\"text\":\"%s\"}\n";
    Path later =
        Files.writeString(
            folder.resolve("later.jsonl"),
            line.formatted(5, 500, "e") + line.formatted(6, 400, "d"));
    Path earlier =
        Files.writeString(
            folder.resolve("earlier.jsonl"),
            line.formatted(1, 100, "a")
                + line.formatted(2, 100, "b")
                + line.formatted(3, 300, "c"));
    for (Path file : List.of(later, earlier, later, earlier)) {
      Run run = imported(house.uri(), new byte[0], file.toString());
      assertThat(run.status()).as(run.err.text()).isZero();
    }
    assertThat(
            Run.of(arguments(house.uri(), "export"))
                .outWhenDone()
                .lines()
                .filter(said -> said.contains("\"message\""))
                .map(said -> Fields.of(Json.parse(said), ""))
                .map(said -> said.text("text") + said.integer("createdAt")))
        .containsExactly("a100", "b101", "c300", "d400", "e500");
  }

  private static void finish(Run run, String rest) {
    try {
      run.type(rest);
      run.end();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Returns when some messages are there.
  private void awaitSome() {
    while (messages() == 0) {
      Thread.onSpinWait();
    }
  }

  private long messages() {
    return Run.of(arguments(house.uri(), "export"))
        .outWhenDone()
        .lines()
        .filter(line -> line.startsWith("{\"type\":\"message\""))
        .count();
  }

  private String failure(Path file) {
    Run run = imported(house.uri(), new byte[0], file.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err.text()).hasLineCount(1);
    return run.err.text();
  }

  private Run imported(URI server, byte[] piped, String file) {
    return Run.with(piped, arguments(server, "import", file));
  }

  private String[] arguments(URI server, String command, String... files) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(files));
    all.addAll(List.of("--url", server.toString(), "--app", house.app));
    all.addAll(List.of("--key", house.key().reveal()));
    return all.toArray(String[]::new);
  }

  private Process start(String command, String file) throws IOException {
    List<String> all = new ArrayList<>();
    if (System.getProperty("os.name").equals("Linux")) {
      // Whoever runs the build in the background of a shell has it ignore interrupts.
      all.addAll(List.of("env", "--default-signal=INT"));
    }
    all.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName()));
    all.addAll(List.of(arguments(house.uri(), command, file)));
    return new ProcessBuilder(all).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  /// Some 5 MiB: a few parts.
  private static String archive() {
    StringBuilder lines = new StringBuilder();
    lines.append("{\"type\":\"tertulia\",\"version\":1,\"app\":\"x\"}\n");
    lines.append("{\"type\":\"user\",\"id\":\"u\",\"name\":\"U\",\"createdAt\":1}\n");
    lines.append("{\"type\":\"conversation\",\"id\":\"c\",\"createdAt\":1}\n");
    for (int i = 1; i <= MESSAGES; i++) {
      lines
          .append("{\"type\":\"message\",\"conversation\":\"c\",\"id\":\"m%d\",".formatted(i))
          .append("\"createdAt\":%d,\"sender\":\"u\",\"origin\":\"rest\",".formatted(i))
          .append("\"text\":\"%s\"}\n".formatted("word ".repeat(60)));
    }
    return lines.toString();
  }

  private static byte[] zip(byte[] bytes) throws IOException {
    var zipped = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }
}
