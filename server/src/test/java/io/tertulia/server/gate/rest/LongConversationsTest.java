package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Conversations with more messages than one commit deletes, and with more people than one look
/// reads.
class LongConversationsTest {
  private static final int MESSAGES = 1_300;

  @TempDir private Path folder;

  @Test
  void a_long_conversation_goes_at_once_and_its_messages_follow() throws Exception {
    ServerConfig config = ServerConfig.DEFAULT.withoutRates().at("127.0.0.1", 0).in(folder);
    try (Server server = Server.start(config)) {
      RestApp app = RestApp.on(server);
      app.users("alice");
      fill(app);
      assertThat(rows("messages")).isEqualTo(MESSAGES);
      app.ok("DELETE", "/conversations/tea");
      app.refused(404, "GET", "/conversations/tea", "");
      app.refused(404, "DELETE", "/conversations/tea", "");
      assertThat(app.page("/conversations")).isEmpty();
      assertThat(app.page("/users/u1/conversations")).isEmpty();
      assertThat(app.get("/search/messages?q=crumpets").objects("data", one -> one)).isEmpty();

      app.ok("PUT", "/conversations/tea", "{\"participants\":[\"u1\"]}");
      String said = app.say("tea", "u1", "crumpets again");
      assertThat(app.ids("/conversations/tea/messages")).containsExactly(said);

      app.ok(
          "DELETE", "/users/alice"); // Is over only when no row of a deleted conversation is left.
      assertThat(rows("messages")).isEqualTo(1);
      assertThat(rows("conversations")).isEqualTo(1);
      assertThat(rows("texts")).isEqualTo(1);
      assertThat(rows("erasures")).isZero();
      assertThat(app.ids("/conversations/tea/messages")).containsExactly(said);
    }
  }

  @Test
  void a_page_of_conversations_of_very_many_people_is_whole() throws Exception {
    RestApp app = RestApp.create();
    for (int i = 0; i < 1_000; i += 100) {
      app.users(ids(i, i + 100).toArray(new String[0]));
    }
    String everybody = ids(0, 1_000).stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    for (String id : ids(0, 5)) {
      app.ok("PUT", "/conversations/" + id, "{\"participants\":" + everybody + "}");
    }
    String page = "?orderBy=createdAt&orderDirection=ASC&limit=5";
    assertThat(app.ids("/conversations" + page)).isEqualTo(ids(0, 5));
    assertThat(app.ids("/users/u7/conversations" + page)).isEqualTo(ids(0, 5));
    assertThat(app.ids("/conversations?orderBy=createdAt&orderDirection=ASC&limit=3"))
        .isEqualTo(ids(0, 3));
    assertThat(app.ids("/search/conversations" + page + "&q=u")).isEqualTo(ids(0, 5));
    assertThat(app.page("/conversations" + page))
        .allSatisfy(one -> assertThat(one.object("participants").json().members()).hasSize(1_000));
  }

  private static List<String> ids(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "u" + i).toList();
  }

  @Test
  void the_messages_of_a_deleted_conversation_follow_after_a_restart() throws Exception {
    ServerConfig config = ServerConfig.DEFAULT.withoutRates().at("127.0.0.1", 0).in(folder);
    try (Server server = Server.start(config)) {
      RestApp app = RestApp.on(server);
      fill(app);
      app.ok("DELETE", "/conversations/tea");
    }
    try (Server server = Server.start(config)) {
      RestApp other = RestApp.on(server);
      other.users("eve");
      other.ok("DELETE", "/users/eve");
      assertThat(rows("messages")).isZero();
      assertThat(rows("conversations")).isZero();
    }
  }

  private static void fill(RestApp app) throws Exception {
    String entries =
        IntStream.range(0, MESSAGES)
            .mapToObj(i ->
                "{\"type\":\"said\",\"at\":%d,\"key\":\"k%d\",\"userId\":\"u%d\",\"text\":\"crumpets %d\"}"
                    .formatted(1_500_000_000_000L + i, i, i % 3, i))
            .collect(Collectors.joining(","));
    app.ok("POST", "/history/tea", "{\"entries\":[" + entries + "]}");
  }

  private long rows(String table) throws Exception {
    try (var files = Files.list(folder)) {
      Path store = files.filter(file -> file.toString().endsWith(".db")).findFirst().orElseThrow();
      try (var connection = DriverManager.getConnection("jdbc:sqlite:" + store);
          var statement = connection.createStatement();
          var found = statement.executeQuery("SELECT count(*) FROM " + table)) {
        return found.getLong(1);
      }
    }
  }
}
