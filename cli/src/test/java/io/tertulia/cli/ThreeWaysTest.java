package io.tertulia.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import io.tertulia.server.identity.AppSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real log, brought by batches of the REST API, as an archive, and by the command line: a
/// sample of it, all of it with `-Dtertulia.whole=true`. Prints how fast each was.
class ThreeWaysTest {
  private static final int SAMPLE = 4_000;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path folder;
  private Server server;
  private Path file;
  private Map<String, List<Line>> days;

  @BeforeEach
  void open() throws Exception {
    Path whole = root().resolve("../shared/data/ubuntu-irc.jsonl.gz").normalize();
    assumeTrue(Files.exists(whole), () -> whole + " is not here: skipped");
    server =
        Server.start(
            ServerConfig.DEFAULT.withoutRates().at("127.0.0.1", 0).in(folder.resolve("data")));
    List<Line> lines = Line.read(whole).stream().filter(ThreeWaysTest::canBeSaid).toList();
    if (!Boolean.getBoolean("tertulia.whole")) {
      lines = lines.subList(0, SAMPLE);
    }
    file = folder.resolve("log.jsonl");
    Files.write(file, lines.stream().map(ThreeWaysTest::written).toList());
    days =
        lines.stream()
            .collect(
                Collectors.groupingBy(Line::conversation, LinkedHashMap::new, Collectors.toList()));
  }

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void the_same_log_ends_in_the_same_state_by_whichever_way_it_came() throws Exception {
    House byCommand = app("command");
    House byArchive = app("archive");
    House byBatches = app("batches");
    long messages = days.values().stream().flatMap(List::stream).filter(Line::spoken).count();
    timed(
        "command line",
        messages,
        () -> assertThat(run("import", byCommand, file.toString()).status()).isZero());
    Path archive = Files.write(folder.resolve("archive.jsonl"), Logs.archive(days));
    timed(
        "import endpoint",
        messages,
        () -> call(byArchive, "POST", "/import", Files.readAllBytes(archive)));
    timed("batches of REST calls", messages, () -> batches(byBatches));
    List<String> state = state(byCommand);
    assertThat(state).hasSizeGreaterThan((int) messages);
    assertSame(state, state(byArchive));
    assertSame(state, state(byBatches));
  }

  @Test
  void the_log_goes_out_and_comes_in_and_goes_out_the_same() throws Exception {
    House first = app("first");
    assertThat(run("import", first, file.toString()).status()).isZero();
    Path out = folder.resolve("out.jsonl.gz");
    assertThat(run("export", first, "--out", out.toString()).status()).isZero();
    House second = app("second");
    assertThat(run("import", second, out.toString()).status()).isZero();
    assertThat(export(second).replaceFirst("\"second\"", "\"first\"")).isEqualTo(export(first));
  }

  /// What the API can say and all ways have in common: not when people and conversations were
  /// created, when somebody joined, nor what a message answers.
  private List<String> state(House house) {
    List<String> state = new ArrayList<>();
    Set<String> unordered = new TreeSet<>();
    for (String line : export(house).lines().skip(2).toList()) {
      Fields in = Fields.of(Json.parse(line), "");
      switch (in.text("type")) {
        case "user" -> unordered.add("user " + in.text("id") + in.text("name"));
        case "conversation" -> state.add("conversation " + in.text("id"));
        case "message" ->
            state.add(
                in.text("conversation")
                    + in.integer("createdAt")
                    + in.textOrNull("sender")
                    + in.textMap("custom")
                    + in.text("text"));
        case "member" -> {
          if (!in.flag("left")) {
            unordered.add("member " + in.text("conversation") + " " + in.text("user"));
          }
        }
        default -> throw new IllegalStateException(line);
      }
    }
    state.addAll(unordered);
    return state;
  }

  /// What only one of them has is told first: the whole is long.
  private static void assertSame(List<String> state, List<String> other) {
    Set<String> known = Set.copyOf(state);
    assertThat(other.stream().filter(line -> !known.contains(line)).limit(5)).isEmpty();
    Set<String> others = Set.copyOf(other);
    assertThat(state.stream().filter(line -> !others.contains(line)).limit(5)).isEmpty();
    assertThat(other).isEqualTo(state);
  }

  private void batches(House house) throws Exception {
    List<String> calls = new ArrayList<>();
    for (Json call : Logs.calls(days)) {
      calls.add(call.toText());
      if (calls.size() == 10) {
        batch(house, calls);
      }
    }
    batch(house, calls);
  }

  private static void batch(House house, List<String> calls) throws Exception {
    byte[] body = ("[" + String.join(",", calls) + "]").getBytes(StandardCharsets.UTF_8);
    calls.clear();
    if (body.length > 2) {
      Json.Arr answers = (Json.Arr) Json.parse(call(house, "POST", "/batch", body));
      for (Json answer : answers.items()) {
        assertThat(((Json.Arr) answer).items().get(1)).as(answer.toText()).isEqualTo(Json.of(200));
      }
    }
  }

  private static byte[] call(House house, String method, String path, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(house.uri().resolve("/v1/" + house.app + path))
            .header("Authorization", "Bearer " + house.key().reveal())
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<byte[]> answer = CLIENT.send(request, BodyHandlers.ofByteArray());
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return answer.body();
  }

  private House app(String id) throws Exception {
    server.apps().create(id, AppSettings.DEFAULT);
    return new House(server, id);
  }

  private static String export(House house) {
    return run("export", house).outWhenDone();
  }

  private static Run run(String command, House house, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(command, "--url", house.uri().toString(), "--app", house.app, "--key"));
    all.add(house.key().reveal());
    all.addAll(List.of(more));
    return Run.of(all.toArray(String[]::new));
  }

  private static void timed(String how, long messages, Task task) throws Exception {
    long begun = System.nanoTime();
    task.run();
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%s: %,d messages in %.1f s, %,.0f messages/s%n",
        how,
        messages,
        seconds,
        messages / seconds);
  }

  /// The API imports no message of the system, and none without a text.
  private static boolean canBeSaid(Line line) {
    return !line.kind().equals("system") && !(line.spoken() && line.text().isBlank());
  }

  private static String written(Line line) {
    return Json.object()
        .put("conversation", line.conversation())
        .put("index", line.index())
        .put("at", line.at())
        .put("kind", line.kind())
        .put("user", line.user())
        .put("text", line.text())
        .put("replyTo", line.replyTo())
        .put("to", line.to())
        .build()
        .toText();
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /// Something that takes time.
  private interface Task {
    void run() throws Exception;
  }
}
