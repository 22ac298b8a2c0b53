package io.tertulia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.CreateUserParams;
import io.tertulia.client.TalkSession;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import io.tertulia.server.identity.AppSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock("a server prepares one export at a time")
class ExportTest {
  @TempDir Path folder;
  private final House house = House.open();

  @Test
  void what_goes_out_of_a_server_comes_into_another_and_goes_out_again_the_same() throws Exception {
    talk();
    Path zipped = folder.resolve("app.jsonl.gz");
    Run export = run("export", house, "--out", zipped.toString());
    assertThat(export.status()).as(export.err.text()).isZero();
    assertThat(export.out.text()).isEmpty();
    assertThat(export.err.text()).matches("Exported [\\d.]+ (bytes|kB) to \\Q" + zipped + "\\E\\n");
    try (Server server =
        Server.start(ServerConfig.DEFAULT.at("127.0.0.1", 0).in(folder.resolve("other")))) {
      server.apps().create(house.app, AppSettings.DEFAULT);
      House other = new House(server, house.app);
      Run come = run("import", other, zipped.toString());
      assertThat(come.status()).as(come.err.text()).isZero();
      assertThat(come.out.text())
          .matches("Imported 1 people, 1 conversations, 2 messages and 0 files in .*\\n");
      assertThat(run("import", other, zipped.toString()).outWhenDone())
          .contains("; all of it was there already");
      assertThat(run("export", other).outWhenDone()).isEqualTo(unzipped(zipped));
    }
  }

  @Test
  void a_data_folder_is_exported_without_a_server() throws Exception {
    Path data = folder.resolve("data");
    Run export = Run.of("export", "--data", data.toString());
    assertThat(export.status()).as(export.err.text()).isZero();
    assertThat(export.out.text())
        .startsWith("{\"type\":\"tertulia\",\"version\":1,\"app\":\"demo\"}\n");
  }

  @Test
  void an_archive_of_many_parts_is_imported_whole_and_a_bad_line_is_named() throws Exception {
    List<String> lines = many();
    Path file = folder.resolve("many.jsonl.gz");
    zip(file, lines);
    assertThat(Files.size(file)).isGreaterThan(4 << 20);
    lines.set(lines.size() - 1, lines.getLast().replace("\"createdAt\":", "\"createdAt\":-"));
    Path bad = folder.resolve("bad.jsonl");
    Files.write(bad, lines);
    Run refused = run("import", house, bad.toString());
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err.text())
        .startsWith("tertulia: " + bad + ":" + lines.size() + ": createdAt: -")
        .contains("lines are imported; run it again when it is corrected");
    Run whole = run("import", house, file.toString());
    assertThat(whole.status()).as(whole.err.text()).isZero();
    assertThat(whole.out.text())
        .startsWith("Imported 1 people, 1 conversations, 6,000 messages and 1 files");
    assertThat(
            run("export", house).outWhenDone().lines().filter(line -> line.contains("\"message\"")))
        .hasSize(6_000);
  }

  @Test
  void a_dry_run_checks_an_archive_and_writes_nothing() throws Exception {
    Path file = folder.resolve("a.jsonl");
    Files.write(file, many());
    Run run = Run.of("import", file.toString(), "--dry-run");
    assertThat(run.status()).as(run.err.text()).isZero();
    assertThat(run.out.text()).startsWith("Good: 1 people, 1 conversations, 6,000 messages");
  }

  @Test
  void an_export_into_a_file_that_cannot_be_there_leaves_nothing() {
    Path nowhere = folder.resolve("none").resolve("x.jsonl");
    assertThat(run("export", house, "--out", nowhere.toString()).status()).isEqualTo(1);
    assertThat(nowhere).doesNotExist();
  }

  private void talk() {
    try (TalkSession session = house.session("alice")) {
      session.currentUser().createIfNotExists(CreateUserParams.builder("Alice").build()).join();
      session.conversation("c/d").createIfNotExists().join();
      session.conversation("c/d").send("first 🍵").join();
      session.conversation("c/d").send("second").join();
    }
  }

  /// More than fits into a part, with a file in the middle of which one ends.
  private List<String> many() {
    List<String> lines = new ArrayList<>();
    lines.add("{\"type\":\"tertulia\",\"version\":1,\"app\":\"x\"}");
    lines.add("{\"type\":\"user\",\"id\":\"u\",\"name\":\"U\",\"createdAt\":1}");
    byte[] bytes = new byte[5 << 20];
    new Random(2).nextBytes(bytes);
    lines.addAll(
        Blob.lines("BAAAAAAAAAAAAAAAAAAAA" + house.app.charAt(house.app.length() - 1), bytes));
    lines.add("{\"type\":\"conversation\",\"id\":\"c\",\"createdAt\":1}");
    for (int i = 1; i <= 6_000; i++) {
      lines.add(
          "{\"type\":\"message\",\"conversation\":\"c\",\"id\":\"m%d\",\"createdAt\":%d,\"sender\":\"u\",\"origin\":\"rest\",\"text\":\"%s\"}"
              .formatted(i, i, "word ".repeat(i % 40 + 1)));
    }
    return lines;
  }

  private static Run run(String command, House house, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(command, "--url", house.uri().toString(), "--app", house.app, "--key"));
    all.add(house.key().reveal());
    all.addAll(List.of(more));
    return Run.of(all.toArray(String[]::new));
  }

  private static void zip(Path file, List<String> lines) throws IOException {
    var zipped = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(zipped)) {
      out.write(lines.stream().collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8));
    }
    Files.write(file, zipped.toByteArray());
  }

  private static String unzipped(Path file) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
