package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.DataFolder;
import io.tertulia.server.Limits;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import io.tertulia.server.gate.RateLimits;
import io.tertulia.server.webhooks.WebhookSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is erased goes from the events that are kept for webhooks, too, and from every table.
class ErasureTracesTest {
  /// Stands in everything that zoe says of herself, in words and ids.
  private static final String PLANTED = "zqplanted";

  private static final String ZOE = PLANTED + "zoe";

  @TempDir Path folder;
  private Server server;
  private RestApp app;

  @BeforeEach
  void start() throws Exception {
    Limits limits = Limits.DEFAULT.with(RateLimits.DEFAULT.enforced(false));
    server =
        Server.start(
            ServerConfig.DEFAULT
                .with(limits)
                .with(WebhookSettings.DEFAULT.withPrivateAddresses(true))
                .at("127.0.0.1", 0)
                .in(folder));
    app = RestApp.on(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void events_that_wait_that_failed_and_that_are_kept_lose_who_was_erased_and_keep_their_order()
      throws Exception {
    app.ok("POST", "/webhooks", "{}");
    String failing =
        Fields.of(app.ok("POST", "/webhooks", "{\"url\":\"http://127.0.0.1:1/\"}"), "").text("id");
    liveWithZoe();
    awaitFailure(failing);
    List<String> before = events();
    assertThat(before).anyMatch(event -> event.contains(PLANTED));
    List<String> others = ofOthers(before);
    assertThat(others).hasSizeGreaterThan(40);

    assertThat(app.ok("DELETE", "/users/" + ZOE).toText()).isEqualTo("{}");

    assertThat(traces()).isEmpty();
    List<String> after = events();
    assertThat(after).noneMatch(event -> event.contains(PLANTED));
    assertThat(ofOthers(after)).containsExactlyElementsOf(others);
  }

  @Test
  void no_row_of_any_table_has_who_was_erased() throws Exception {
    app.ok("POST", "/webhooks", "{}");
    liveWithZoe();
    try (Connection store = store()) {
      long zoe = number(store, "SELECT key FROM users WHERE id='" + ZOE + "'");
      assertThat(rowsOf(store, zoe))
          .contains("told_reads", "reactions", "participants", "messages", "mail_names");
      app.ok("DELETE", "/users/" + ZOE);
      assertThat(rowsOf(store, zoe)).isEmpty();
      assertThat(number(store, "SELECT count(*) FROM erasures")).isZero();
    }
    app.ok("PUT", "/users/" + ZOE, "{\"name\":\"Another\"}");
    assertThat(app.get("/users/" + ZOE).json().toText())
        .contains("\"name\":\"Another\"", "\"email\":null", "\"custom\":{}");
    assertThat(app.ids("/users/" + ZOE + "/conversations")).isEmpty();
  }

  /// She says, edits, reads, reacts, is answered and is mentioned; others go on as well.
  private void liveWithZoe() throws Exception {
    app.users("bob", "carol");
    app.ok(
        "PUT",
        "/users/" + ZOE,
        "{\"name\":\"%1$s n\",\"email\":[\"%1$s@example.test\"],\"custom\":{\"%1$sk\":\"%1$sv\"}}"
            .formatted(PLANTED));
    app.ok("PUT", "/conversations/tea", "{\"participants\":[\"bob\",\"carol\",\"" + ZOE + "\"]}");
    for (int i = 0; i < 20; i++) {
      String hers = app.say("tea", ZOE, PLANTED + "word" + i);
      String bobs = app.say("tea", "bob", "own " + i);
      app.ok(
          "PUT",
          "/conversations/tea/messages/" + hers,
          "{\"text\":\"" + PLANTED + "edited" + i + "\"}");
      app.ok(
          "PUT",
          "/conversations/tea/messages/"
              + bobs
              + "/reactions/"
              + RestApp.encoded("👍")
              + "/"
              + ZOE);
      app.ok("POST", "/conversations/tea/readBy/" + ZOE);
      app.ok("POST", "/conversations/tea/readBy/bob");
      app.ok(
          "POST",
          "/conversations/tea/messages",
          """
          [{"type":"UserMessage","sender":"carol","text":"own answer","referencedMessageId":"%s"},
           {"type":"UserMessage","sender":"carol","content":[{"type":"text","children":[
             {"type":"mention","id":"%s","text":"%sM"}]}]}]
          """
              .formatted(hers, ZOE, PLANTED));
    }
    app.ok("GET", "/conversations/tea/participants/" + ZOE + "/email");
    app.ok(
        "POST",
        "/conversations/tea/notifications",
        "{\"recipients\":[\"" + ZOE + "\"],\"channels\":[\"email\"]}");
  }

  private void awaitFailure(String webhook) throws Exception {
    while (app.get("/webhooks/" + webhook).integer("failures") == 0) {
      Thread.onSpinWait();
    }
  }

  /// All events that are kept, the oldest first.
  private List<String> events() throws Exception {
    List<String> events = new ArrayList<>();
    Fields page = app.get("/events?limit=100");
    page.objects("data", one -> one.json().toText()).forEach(events::add);
    while (page.flag("more")) {
      page = app.get("/events?limit=100&after=" + page.text("next"));
      page.objects("data", one -> one.json().toText()).forEach(events::add);
    }
    return events;
  }

  /// Ids of events that tell what others said, and that others read it.
  private static List<String> ofOthers(List<String> events) {
    return events.stream()
        .map(event -> Fields.of(Json.parse(event), ""))
        .filter(event -> isOfOthers(event.object("data")))
        .map(event -> event.text("id"))
        .toList();
  }

  private static boolean isOfOthers(Fields data) {
    return data.has("message")
        && data.object("message").textOr("text", "").startsWith("own")
        && !(data.has("recipient") && data.object("recipient").text("id").equals(ZOE));
  }

  /// Files with something of hers.
  private List<Path> traces() throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(PLANTED)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  private Connection store() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + DataFolder.store(folder));
  }

  /// Tables with a row that names a user by its key.
  private static List<String> rowsOf(Connection store, long user) throws SQLException {
    List<String> found = new ArrayList<>();
    List<String[]> columns = new ArrayList<>();
    try (ResultSet rows =
        store
            .createStatement()
            .executeQuery(
                "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c"
                    + " WHERE m.type='table' AND c.name IN ('user', 'sender')")) {
      while (rows.next()) {
        columns.add(new String[] {rows.getString(1), rows.getString(2)});
      }
    }
    for (String[] column : columns) {
      String rows = "SELECT count(*) FROM " + column[0] + " WHERE " + column[1] + "=" + user;
      if (number(store, rows) > 0) {
        found.add(column[0]);
      }
    }
    return found;
  }

  private static long number(Connection store, String query) throws SQLException {
    try (ResultSet rows = store.createStatement().executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
