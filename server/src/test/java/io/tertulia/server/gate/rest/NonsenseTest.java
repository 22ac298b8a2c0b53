package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

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
      for (int i = 0; i < CALLS; i++) {
        if (i % BEGIN_AGAIN == 0) {
          begin(app);
        }
        Call call = calls.get(random.nextInt(calls.size()));
        statuses.merge(ask(app, store, call, nonsense, i), 1, Integer::sum);
      }
      System.out.println("nonsense: " + statuses);
      assertThat(statuses).containsKeys(200, 400, 404);
    }
  }

  private static int ask(RestApp app, Connection store, Call call, Nonsense nonsense, int number)
      throws Exception {
    String path =
        PLACE.matcher(call.path).replaceAll(place -> Matcher.quoteReplacement(nonsense.name()))
            + nonsense.query();
    String body = nonsense.body();
    List<String> before = rows(store);
    HttpResponse<String> answer = app.send(call.method, path, body);
    String what = number + ": " + call.method + " " + path + " " + body + " " + answer.body();
    assertThat(answer.statusCode()).as(what).isLessThan(500);
    if (answer.statusCode() >= 400) {
      List<String> after = rows(store);
      List<String> gone = new ArrayList<>(before);
      gone.removeAll(new HashSet<>(after));
      after.removeAll(new HashSet<>(before));
      assertThat(after).as(what).isEmpty();
      assertThat(gone).as(what).isEmpty();
    }
    return answer.statusCode();
  }

  private static void begin(RestApp app) throws Exception {
    app.users("alice", "bob");
    app.ok("PUT", "/conversations/tea", "{\"participants\":[\"alice\",\"bob\"]}");
    app.say("tea", "alice", "Tea?");
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
