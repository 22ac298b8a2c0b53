package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Json;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever comes, no call breaks, and what is refused changes nothing.
class NonsenseTest {
  private static final int CALLS = Integer.getInteger("tertulia.nonsense", 3_000);
  private static final long SEED = Long.getLong("tertulia.nonsense.seed", 5);
  private static final int BEGIN_AGAIN = 150;
  private static final int LOOK = 20;

  /// What shows everything that was let in.
  private static final List<String> LISTS =
      List.of(
          "",
          "/themes",
          "/settings",
          "/keys",
          "/webhooks",
          "/events",
          "/users?limit=100",
          "/conversations?limit=100",
          "/search/messages?q=t",
          "/search/conversations?q=t");

  private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

  /// What goes on behind an answer; tests of its own tell what it leaves.
  private static final List<String> GOES_ON = List.of("DELETE /users/{userId}");

  @TempDir private Path folder;

  private record Call(String method, String path) {}

  @Test
  void no_body_breaks_a_call_and_what_is_refused_changes_nothing() throws Exception {
    List<Call> calls = calls();
    assertThat(calls).hasSizeGreaterThan(40);
    ServerConfig config = ServerConfig.DEFAULT.withoutRates().at("127.0.0.1", 0).in(folder);
    try (Server server = Server.start(config);
        Connection store = store()) {
      RestApp app = RestApp.on(server).odd();
      Random random = new Random(SEED);
      Nonsense nonsense = new Nonsense(random);
      Map<Integer, Integer> statuses = new TreeMap<>();
      List<String> known = List.of();
      for (int i = 0; i < CALLS; i++) {
        if (i % BEGIN_AGAIN == 0) {
          known = begin(app);
        }
        Call call = calls.get(random.nextInt(calls.size()));
        statuses.merge(ask(app, store, call, nonsense, known, i), 1, Integer::sum);
        if (i % LOOK == 0) {
          look(app, i);
        }
      }
      System.out.println("nonsense: " + statuses);
      assertThat(statuses).containsKeys(200, 400, 404);
    }
  }

  private static int ask(
      RestApp app, Connection store, Call call, Nonsense nonsense, List<String> known, int number)
      throws Exception {
    String path =
        PLACE.matcher(call.path).replaceAll(place -> Matcher.quoteReplacement(nonsense.name(known)))
            + nonsense.query();
    String body = nonsense.body();
    List<String> before = rows(store);
    Answer answer = answer(app, call.method, path, body, nonsense);
    String what = number + ": " + call.method + " " + path + " " + body + " " + answer;
    assertThat(answer.status).as(what).isLessThan(500);
    if (answer.status >= 400) {
      List<String> after = rows(store);
      List<String> gone = new ArrayList<>(before);
      gone.removeAll(new HashSet<>(after));
      after.removeAll(new HashSet<>(before));
      assertThat(after).as(what).isEmpty();
      assertThat(gone).as(what).isEmpty();
    }
    return answer.status;
  }

  private record Answer(int status, String body) {}

  /// What is said to a call, now and then under another version, or inside of a batch.
  private static Answer answer(
      RestApp app, String method, String path, String body, Nonsense nonsense) throws Exception {
    String version = nonsense.version();
    RestApp asking = version.isEmpty() ? app : app.with("TalkJS-REST-Version", version);
    boolean batched = nonsense.onceIn(5) && !method.equals("GET") && isJson(body);
    HttpResponse<String> answer =
        batched
            ? asking.send("POST", "/batch", one(method, path, body))
            : asking.send(method, path, body);
    if (!batched || answer.statusCode() != 200) {
      return new Answer(answer.statusCode(), answer.body());
    }
    var told = (Json.Arr) ((Json.Arr) Json.parse(answer.body())).items().getFirst();
    return new Answer((int) ((Json.Int) told.items().get(1)).value(), answer.body());
  }

  private static String one(String method, String path, String body) {
    return "[[1,\"%s\",%s%s]]"
        .formatted(method, Json.of(path).toText(), body.isEmpty() ? "" : "," + body);
  }

  private static boolean isJson(String body) {
    try {
      return body.isEmpty() || Json.parse(body) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// What was let in can be told again.
  private static void look(RestApp app, int number) throws Exception {
    for (String list : LISTS) {
      assertThat(app.send("GET", list, "").statusCode()).as(number + ": " + list).isEqualTo(200);
    }
    for (String list : List.of("/users/alice/conversations", "/conversations/tea/messages")) {
      assertThat(app.send("GET", list, "").statusCode()).as(number + ": " + list).isIn(200, 404);
    }
  }

  /// What calls may find: the ids of what is there.
  private static List<String> begin(RestApp app) throws Exception {
    app.users("alice", "bob");
    app.ok("PUT", "/conversations/tea", "{\"participants\":[\"alice\",\"bob\"]}");
    String webhook =
        app.get("/webhooks").objects("data", one -> one.text("id")).stream()
            .findFirst()
            .orElse("none");
    return List.of(
        "alice",
        "tea",
        "👍",
        webhook,
        app.say("tea", "alice", "Tea?"),
        app.get("/keys").objects("data", one -> one.text("id")).getLast());
  }

  /// The calls that the page names; those that stream into a folder, and what goes on behind its
  /// answer, have tests of their own.
  private static List<Call> calls() throws Exception {
    String page = Files.readString(Path.of("../docs/rest.md"));
    String roles = Files.readString(Path.of("../docs/roles.md"));
    return Pattern.compile("(?m)^\\| `([A-Z]+) /v1/\\{appId}([^`]*)`")
        .matcher(page + roles)
        .results()
        .map(row -> new Call(row.group(1), row.group(2)))
        .filter(call -> !GOES_ON.contains(call.method + " " + call.path))
        .filter(call -> !call.method.equals("OPTIONS"))
        .toList();
  }

  private Connection store() throws Exception {
    try (var files = Files.list(folder)) {
      Path store = files.filter(file -> file.toString().endsWith(".db")).findFirst().orElseThrow();
      return DriverManager.getConnection("jdbc:sqlite:" + store);
    }
  }

  /// Every row of every table. That a number was taken which nobody gets is no change.
  private static List<String> rows(Connection store) throws SQLException {
    List<String> tables = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    try (var statement = store.createStatement()) {
      try (ResultSet found =
          statement.executeQuery(
              "SELECT name FROM sqlite_master WHERE type='table' AND sql NOT LIKE '%VIRTUAL%'"
                  + " AND name<>'sqlite_sequence'")) {
        while (found.next()) {
          tables.add(found.getString(1));
        }
      }
      for (String table : tables) {
        try (ResultSet found = statement.executeQuery("SELECT * FROM \"" + table + "\"")) {
          int columns = found.getMetaData().getColumnCount();
          while (found.next()) {
            StringBuilder row = new StringBuilder(table);
            for (int i = 1; i <= columns; i++) {
              Object value = found.getObject(i);
              row.append('|').append(value instanceof byte[] b ? Arrays.hashCode(b) : value);
            }
            rows.add(row.toString());
          }
        }
      }
    }
    return rows;
  }
}
