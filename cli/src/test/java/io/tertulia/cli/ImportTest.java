package io.tertulia.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.tertulia.client.CreateUserParams;
import io.tertulia.client.TalkSession;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {
  private static final String HISTORY =
      """
      {"conversation": "a/b #1", "index": 0, "at": 1000, "kind": "join", "user": "|QuaD-"}
      {"conversation": "a/b #1", "index": 1, "at": 1001, "kind": "message", "user": "|QuaD-", "text": "who knows *vim*?"}
      {"conversation": "c", "index": 0, "at": 500, "kind": "message", "user": "[x]\\\\^", "text": "elsewhere"}
      {"conversation": "a/b #1", "index": 2, "at": 1002, "kind": "rename", "user": "|QuaD-", "to": "Quad"}
      {"conversation": "a/b #1", "index": 3, "at": 1003, "kind": "action", "user": "[x]\\\\^", "text": "does", "replyTo": 1}
      {"conversation": "a/b #1", "index": 4, "at": 1004, "kind": "system", "text": "=== topic"}
      {"conversation": "c", "index": 1, "at": 501, "kind": "leave", "user": "[x]\\\\^"}
      {"conversation": "c", "index": 2, "at": 502, "kind": "message", "user": "Quad", "text": "", "replyTo": 9}
      """;

  @TempDir Path folder;
  private final House house = House.open();

  @Test
  void what_a_session_reads_is_what_the_file_says() throws Exception {
    Path file = history(HISTORY);
    Run run = imported(file);
    assertThat(run.status()).isZero();
    assertThat(run.out.text())
        .matches(
            "Imported 3 people, 2 conversations, 5 messages and 2 joins in \\S+ s \\(\\S+ messages/s\\)\\n");
    assertThat(run.err.text()).isEmpty();
    List<Line> lines = Line.read(file);
    try (TalkSession session = house.session("Quad")) {
      for (String conversation : List.of("a/b #1", "c")) {
        Paging.assertEqual(
            Paging.toTheFirst(session, conversation),
            lines.stream().filter(line -> line.conversation().equals(conversation)).toList());
      }
    }
    assertThat(get("/conversations/c")).contains("\"Quad\"").doesNotContain("[x]");
    assertThat(get("/conversations/a%2Fb%20%231"))
        .contains("\"[x]\\\\^\"")
        .doesNotContain("|QuaD-\":");
  }

  @Test
  void run_again_it_changes_nothing_and_says_what_was_there() throws Exception {
    Path file = history(HISTORY);
    assertThat(imported(file).status()).isZero();
    try (TalkSession session = house.session("live")) {
      session.currentUser().createIfNotExists(CreateUserParams.builder("Live").build()).join();
      session.conversation("c").createIfNotExists().join();
      session.conversation("c").send("and now").join();
    }
    String before = get("/conversations/c") + get("/conversations/a%2Fb%20%231");
    Run again = imported(file);
    assertThat(again.status()).isZero();
    assertThat(again.out.text()).contains("; 5 of the messages were there already");
    assertThat(get("/conversations/c") + get("/conversations/a%2Fb%20%231")).isEqualTo(before);
  }

  @Test
  void a_bad_line_is_named_and_all_before_it_is_there() throws Exception {
    Path file = history(HISTORY.replace("\"action\"", "\"acton\""));
    Run run = imported(file);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err.text())
        .isEqualTo(
            "tertulia: "
                + file
                + ":5: kind: acton (expected: message, action, join, leave, rename or system)"
                + " (4 lines are imported; run it again when it is corrected)\n");
    assertThat(get("/conversations/c/messages")).contains("elsewhere");
  }

  @Test
  void a_line_that_the_server_refuses_is_found_among_its_neighbours() throws Exception {
    Path file = history(HISTORY.replace("does", "x".repeat(10_001)));
    Run run = imported(file);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err.text())
        .startsWith("tertulia: " + file + ":5: text: 10001 characters (expected: at most 10000)");
    assertThat(get("/conversations/a%2Fb%20%231/messages")).contains("who knows");
  }

  @Test
  void a_dry_run_checks_and_writes_nothing() throws Exception {
    Path good = history(HISTORY);
    Run run = Run.of("import", good.toString(), "--dry-run");
    assertThat(run.status()).isZero();
    assertThat(run.out.text()).startsWith("Good: 3 people, 2 conversations, 5 messages");
    Path bad = history(HISTORY.replace("\"index\": 4", "\"index\": 3"));
    Run refused = Run.of("import", bad.toString(), "--dry-run");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err.text())
        .contains(":6: index: 3 (expected: more than 3", "5 lines are good");
  }

  @Test
  void a_server_that_is_busy_is_asked_again() throws Exception {
    Path file = history(HISTORY);
    HttpServer front = busyFront();
    try {
      Run run = imported(file, URI.create("http://127.0.0.1:" + front.getAddress().getPort()));
      assertThat(run.status()).isZero();
      assertThat(get("/conversations/c/messages")).contains("elsewhere");
    } finally {
      front.stop(0);
    }
  }

  @Test
  void a_data_folder_is_served_for_the_time_of_the_import_and_then_free() throws Exception {
    Path data = folder.resolve("data");
    Path file = history(HISTORY);
    Run run = Run.of("import", file.toString(), "--data", data.toString());
    assertThat(run.status()).isZero();
    ServerConfig config = ServerConfig.DEFAULT.withoutRates().at("127.0.0.1", 0).in(data);
    try (Server server = Server.start(config)) {
      House demo = House.demo(server);
      try (TalkSession session = demo.session("Quad")) {
        assertThat(Paging.toTheFirst(session, "c")).hasSize(2);
      }
      Run again = Run.of("import", file.toString(), "--data", data.toString());
      assertThat(again.status()).as(again.err.text()).isZero();
      assertThat(again.out.text()).contains("5 of the messages were there already");
    }
  }

  @Test
  void trouble_is_one_line_that_says_what_to_do() throws Exception {
    String file = history(HISTORY).toString();
    String url = house.uri().toString();
    Run nobody = Run.of("import", file, "--url", "http://127.0.0.1:1", "--token", "x");
    assertThat(nobody.status()).isEqualTo(1);
    assertThat(nobody.err.text()).contains("./tertulia serve").hasLineCount(1);
    Run forged = Run.of("import", file, "--url", url, "--app", house.app, "--token", "x");
    assertThat(forged.status()).isEqualTo(1);
    assertThat(forged.err.text())
        .contains("./tertulia token --app " + house.app + " --admin")
        .hasLineCount(1);
    Run unknown = Run.of("import", file, "--url", url, "--app", "none", "--token", "x");
    assertThat(unknown.status()).isEqualTo(1);
    assertThat(unknown.err.text()).contains("--app").hasLineCount(1);
    Run missing = Run.of("import", file + "x", "--dry-run");
    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.err.text()).isEqualTo("tertulia: " + file + "x: no such file\n");
  }

  @Test
  void wrong_usage_ends_with_2() {
    assertThat(Run.of("import").status()).isEqualTo(2);
    assertThat(Run.of("import", "x", "--url", "http://h").status()).isEqualTo(2);
    assertThat(Run.of("import", "x", "--url", "http://h", "--data", "d").status()).isEqualTo(2);
    assertThat(Run.of("import", "x", "--url", "nowhere", "--token", "x").status()).isEqualTo(2);
  }

  /// The whole of the real log; five of its days are read back.
  @Test
  void seventy_days_of_ubuntu_are_read_as_the_file_says() throws Exception {
    Path file = root().resolve("../shared/data/ubuntu-irc.jsonl.gz").normalize();
    assumeTrue(Files.exists(file), () -> file + " is not here: skipped");
    Run run = imported(file);
    assertThat(run.status()).as(run.err.text()).isZero();
    assertThat(run.out.text())
        .startsWith("Imported 12,973 people, 70 conversations, 88,197 messages and 16,704 joins");
    var days = Line.read(file).stream().collect(Collectors.groupingBy(Line::conversation)).values();
    for (List<Line> lines : days.stream().limit(5).toList()) {
      String reader = Line.participants(lines).iterator().next();
      try (TalkSession session = house.session(reader)) {
        Paging.assertEqual(Paging.toTheFirst(session, lines.getFirst().conversation()), lines);
      }
    }
  }

  private Path history(String lines) throws IOException {
    return Files.writeString(folder.resolve("history.jsonl"), lines);
  }

  private Run imported(Path file) {
    return imported(file, house.uri());
  }

  private Run imported(Path file, URI url) {
    return Run.of(
        "import",
        file.toString(),
        "--url",
        url.toString(),
        "--app",
        house.app,
        "--key",
        house.key().reveal());
  }

  private String get(String path) throws IOException, InterruptedException {
    return call(
        HttpRequest.newBuilder(house.uri().resolve("/v1/" + house.app + path))
            .header("Authorization", "Bearer " + house.appToken())
            .build());
  }

  private static String call(HttpRequest request) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }

  /// Hands requests on to the server, but carries each out and then says that it is busy the first
  /// time.
  private HttpServer busyFront() throws IOException {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    HttpServer front =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    front.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String bearer = exchange.getRequestHeaders().getFirst("Authorization");
          var request =
              HttpRequest.newBuilder(house.uri().resolve(exchange.getRequestURI()))
                  .header("Content-Type", "application/json")
                  .header("Authorization", bearer == null ? "none" : bearer)
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build();
          try {
            byte[] answer = call(request).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(
                seen.add(body + exchange.getRequestURI()) ? 503 : 200, answer.length);
            exchange.getResponseBody().write(answer);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            exchange.close();
          }
        });
    front.start();
    return front;
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
