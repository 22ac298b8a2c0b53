package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.Server;
import io.tertulia.server.TestServer;
import io.tertulia.server.identity.Apps.NewApp;
import io.tertulia.server.identity.Tokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The REST API as clients of it call it.
class RestTest {
  private static final HttpClient CLIENT = DescribedClient.shared();

  private final Server server = TestServer.shared();
  private NewApp app;
  private String bearer;

  @BeforeEach
  void create() throws Exception {
    app = TestServer.app(server);
    bearer = Tokens.app(app.key(), app.app().id(), Instant.now().plusSeconds(60));
  }

  @Test
  void an_app_is_readable_without_credentials() throws Exception {
    bearer = "";
    assertThat(ok("GET", "").toText())
        .isEqualTo(
            "{\"id\":\"%s\",\"custom\":{},\"defaultLocale\":\"en-US\"}".formatted(app.app().id()));
  }

  @Test
  void the_pages_name_every_call_and_no_other() throws Exception {
    Path docs = Path.of("../docs");
    String pages =
        Files.readString(docs.resolve("rest.md"))
            + Files.readString(docs.resolve("roles.md"))
            + Files.readString(docs.resolve("webhooks.md"));
    assertThat(
            Pattern.compile("(?m)^\\| `([A-Z]+ /[^`]+)`")
                .matcher(pages)
                .results()
                .map(row -> row.group(1).replaceAll("\\{\\w+}", "{}")))
        .containsExactlyInAnyOrderElementsOf(OpenApiTest.routes());
  }

  @Test
  void a_user_is_put_merged_and_read() throws Exception {
    ok("PUT", "/users/alice", "{\"name\":\"Alice\",\"role\":\"buyer\",\"custom\":{\"a\":\"1\"}}");
    ok("PUT", "/users/alice", "{\"custom\":{\"a\":null,\"b\":\"2\"},\"locale\":\"de\"}");
    Fields user = fields(ok("GET", "/users/alice"));
    assertThat(user.text("name")).isEqualTo("Alice");
    assertThat(user.text("role")).isEqualTo("buyer");
    assertThat(user.text("locale")).isEqualTo("de");
    assertThat(user.textMap("custom")).containsExactly(java.util.Map.entry("b", "2"));
    for (String name :
        List.of("email", "phone", "photoUrl", "welcomeMessage", "availabilityText")) {
      assertThat(user.isNull(name)).as(name).isTrue();
    }
    assertThat(user.has("pushTokens")).isTrue();
  }

  @Test
  void what_real_clients_send_is_taken() throws Exception {
    ok("PUT", "/users/alice/", "{\"name\":\"Alice\",\"custom\":[],\"id\":\"alice\",\"x\":1}");
    ok("PUT", "/users/alice", "{\"configuration\":\"seller\",\"email\":\"a@example.test\"}");
    assertThat(fields(ok("GET", "/users/alice", "{}")).text("role")).isEqualTo("seller");
    ok("PUT", "/users/zo%C3%AB%20%2F42", "{\"name\":\"Zoë\"}");
    assertThat(fields(ok("GET", "/users/zo%C3%AB%20%2F42")).text("id")).isEqualTo("zoë /42");
  }

  @Test
  void reactions_are_put_listed_and_deleted() throws Exception {
    ok("PUT", "/users", "{\"alice\":{\"name\":\"Alice\"},\"bob\":{\"name\":\"Bob\"}}");
    ok("PUT", "/users/eve", "{\"name\":\"Eve\"}");
    ok("PUT", "/conversations/tea", "{\"participants\":[\"alice\",\"bob\"]}");
    String said = "[{\"type\":\"SystemMessage\",\"text\":\"Tea!\"}]";
    Json sent = ok("POST", "/conversations/tea/messages", said);
    String message = fields(((Json.Arr) sent).items().getFirst()).text("id");
    String reactions = "/conversations/tea/messages/" + message + "/reactions/";
    ok("PUT", reactions + "%E2%9D%A4/alice");
    ok("PUT", reactions + "%E2%9D%A4%EF%B8%8F/bob", "{}");
    ok("PUT", reactions + "%E2%9D%A4%EF%B8%8F/bob");
    ok("PUT", reactions + ":tea:/bob");
    String both = "{\"\u2764\uFE0F\":[\"alice\",\"bob\"],\":tea:\":[\"bob\"]}";
    Fields read = fields(ok("GET", "/conversations/tea/messages/" + message));
    assertThat(read.object("reactions").json().toText()).isEqualTo(both);
    assertThat(ok("GET", "/conversations/tea/messages").toText()).contains(both);
    assertThat(ok("GET", "/conversations/tea").toText()).contains(both);
    ok("DELETE", reactions + "%E2%9D%A4/alice");
    ok("DELETE", reactions + "%E2%9D%A4/alice");
    assertThat(ok("GET", "/conversations/tea/messages/" + message).toText())
        .contains("{\"\u2764\uFE0F\":[\"bob\"],\":tea:\":[\"bob\"]}");
    assertError(400, "PUT", reactions + "ok/bob", "");
    assertError(400, "PUT", reactions + "%E2%9D%A4/eve", "");
    assertError(404, "PUT", reactions + "%E2%9D%A4/nobody", "");
    String missing = "/conversations/tea/messages/none/reactions/%E2%9D%A4/bob";
    assertError(404, "PUT", missing, "");
    assertError(404, "DELETE", missing, "");
    for (int i = 0; i < 48; i++) {
      ok("PUT", reactions + ":e" + i + ":/bob");
    }
    assertError(400, "PUT", reactions + ":e48:/bob", "");
  }

  @Test
  void users_are_put_all_or_none() throws Exception {
    ok("PUT", "/users", "{\"alice\":{\"name\":\"Alice\"},\"bob\":{\"name\":\"Bob\"}}");
    ok("PUT", "/users", "{\"alice\":{\"locale\":\"de\"}}");
    assertError(400, "PUT", "/users", "{\"eve\":{\"name\":\"Eve\"},\"mallory\":{}}");
    assertError(404, "GET", "/users/eve", "");
    assertError(400, "PUT", "/users", "{\"eve\":{\"name\":\"Eve\"},\"mallory\":{\"name\":7}}");
    assertError(404, "GET", "/users/eve", "");
    String both = "{\"eve\":{\"name\":\"\"},\"ok\":{\"name\":\"Ok\"},\"mallory\":{}}";
    Fields error = fields(Json.parse(send("PUT", "/users", both).body()));
    assertThat(error.object("reasons").json().members()).containsOnlyKeys("eve", "mallory");
    assertThat(error.object("reasons").texts("mallory"))
        .containsExactly("name: missing (expected: a name for a new user)");
  }

  @Test
  void a_conversation_is_put_read_and_deleted() throws Exception {
    users();
    ok("PUT", "/conversations/room", "{\"subject\":\"Room\",\"participants\":[\"alice\"]}");
    ok("PUT", "/conversations/room/participants/bob", "");
    ok("PATCH", "/conversations/room/participants/bob", "{\"notify\":\"MentionsOnly\"}");
    Fields room = fields(ok("GET", "/conversations/room"));
    assertThat(room.text("subject")).isEqualTo("Room");
    assertThat(room.isNull("topicId")).isTrue();
    assertThat(room.isNull("lastMessage")).isTrue();
    assertThat(room.integer("createdAt")).isPositive();
    Fields participants = room.object("participants");
    assertThat(participants.object("alice").json().members().keySet())
        .startsWith("access", "notify");
    assertThat(participants.object("bob").text("notify")).isEqualTo("MentionsOnly");
    ok("PUT", "/conversations/room/participants/bob", "{}");
    assertThat(
            fields(ok("GET", "/conversations/room"))
                .object("participants")
                .object("bob")
                .flag("notify"))
        .isTrue();
    ok("DELETE", "/conversations/room/participants/bob", "{}");
    ok("DELETE", "/conversations/room/participants/bob");
    ok("DELETE", "/conversations/room");
    assertError(404, "DELETE", "/conversations/room", "");
    assertError(404, "GET", "/conversations/room", "");
  }

  @Test
  void messages_are_sent_listed_edited_and_deleted() throws Exception {
    users();
    ok("PUT", "/conversations/room", "{\"participants\":[\"alice\",\"bob\"]}");
    Json sent =
        ok(
            "POST",
            "/conversations/room/messages",
            """
            [{"type":"UserMessage","sender":"alice","text":"Hello *you*","custom":{"a":"1"}},
             {"type":"SystemMessage","text":"Bob is late"},
             {"type":"UserMessage","sender":"bob","location":[52.1,5]}]
            """);
    List<String> ids =
        ((Json.Arr) sent).items().stream().map(one -> fields(one).text("id")).toList();
    assertThat(ids).hasSize(3).allMatch(id -> id.startsWith("msg_"));
    List<Fields> page = page("/conversations/room/messages");
    assertThat(page)
        .extracting(m -> m.text("id"))
        .containsExactly(ids.get(2), ids.get(1), ids.get(0));
    assertThat(page.get(0).json().get("location").toText()).isEqualTo("[52.1,5.0]");
    assertThat(page.get(1).isNull("senderId")).isTrue();
    assertThat(page.get(2).text("text")).isEqualTo("Hello *you*");
    assertThat(page("/conversations/room/messages?limit=1&startingAfter=" + ids.get(1)))
        .extracting(m -> m.text("id"))
        .containsExactly(ids.get(0));
    assertThat(fields(ok("GET", "/conversations/room")).object("lastMessage").text("id"))
        .isEqualTo(ids.get(2));

    String first = "/conversations/room/messages/" + ids.get(0);
    ok("PUT", first, "{\"text\":\"Bye\",\"custom\":{\"a\":null,\"b\":\"2\"}}");
    ok("POST", first, "{\"custom\":[]}");
    Fields edited = fields(ok("GET", first));
    assertThat(edited.text("text")).isEqualTo("Bye");
    assertThat(edited.textMap("custom")).containsOnlyKeys("b");
    assertThat(edited.integer("editedAt")).isPositive();
    ok("DELETE", first);
    assertError(404, "DELETE", first, "");
    assertError(404, "GET", first, "");
  }

  @Test
  void a_message_with_one_idempotency_key_is_sent_once() throws Exception {
    users();
    ok("PUT", "/conversations/room", "{\"participants\":[\"alice\"]}");
    String body =
        "[{\"type\":\"UserMessage\",\"sender\":\"alice\",\"text\":\"Hi\",\"idempotencyKey\":\"k\"}]";
    Json first = ok("POST", "/conversations/room/messages", body);
    assertThat(ok("POST", "/conversations/room/messages", body)).isEqualTo(first);
    assertThat(page("/conversations/room/messages")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "[{\"text\":\"Hi\"}]",
        "[{\"type\":\"UserMessage\",\"text\":\"Hi\"}]",
        "[{\"type\":\"UserMessage\",\"sender\":\"nobody\",\"text\":\"Hi\"}]",
        "[{\"type\":\"UserMessage\",\"sender\":\"alice\",\"text\":\"\"}]",
        "[{\"type\":\"UserMessage\",\"sender\":\"alice\"}]",
        "[{\"type\":\"UserMessage\",\"sender\":\"alice\",\"text\":\"a\",\"location\":[1,2]}]",
        "[{\"type\":\"UserMessage\",\"sender\":\"alice\",\"location\":[91,2]}]",
        "[{\"type\":\"SystemMessage\",\"sender\":\"alice\",\"text\":\"Hi\"}]",
        "[{\"type\":\"UserMessage\",\"sender\":\"alice\",\"text\":\"a\",\"custom\":{\"a\":1}}]",
        "[1,2,3,4,5,6,7,8,9,10,11]",
      })
  void a_wrong_message_is_refused_and_stores_nothing(String body) throws Exception {
    users();
    ok("PUT", "/conversations/room", "{\"participants\":[\"alice\"]}");
    assertError(400, "POST", "/conversations/room/messages", body);
    assertThat(page("/conversations/room/messages")).isEmpty();
  }

  @Test
  void what_is_wrong_with_a_message_is_told_by_its_place() throws Exception {
    ok("PUT", "/conversations/room", "{}");
    String sent =
        "[{\"type\":\"SystemMessage\",\"text\":\"a\"},{\"type\":\"Note\",\"text\":\"b\"}]";
    HttpResponse<String> answer = send("POST", "/conversations/room/messages", sent);
    assertThat(answer.body())
        .contains("\"reasons\":{\"[1].type\":[\"Note (expected: UserMessage or SystemMessage)\"]}");
  }

  @Test
  void history_is_imported() throws Exception {
    String joined =
        "{\"entries\":[{\"type\":\"joined\",\"at\":1400000000000,\"userId\":\"alice\"}]}";
    ok("POST", "/history/room", joined);
    ok(
        "POST",
        "/import/conversations/room/messages",
        """
        [{"type":"UserMessage","sender":"alice","text":"Old","timestamp":1500000000000,"readBy":[]}]
        """);
    Fields message = page("/conversations/room/messages").getFirst();
    assertThat(message.integer("createdAt")).isEqualTo(1500000000000L);
    assertThat(message.text("origin")).isEqualTo("import");
  }

  @Test
  void history_of_any_length_is_imported_once() throws Exception {
    var entries = new StringBuilder("{\"entries\":[");
    for (int i = 0; i < 500; i++) {
      entries
          .append(i == 0 ? "" : ",")
          .append(
              "{\"type\":\"said\",\"at\":%d,\"key\":\"k%d\",\"userId\":\"carol\",\"text\":\"%s\"}"
                  .formatted(1_500_000_000_000L + i, i, "x".repeat(3_000)));
    }
    entries.append("]}");
    for (int i = 0; i < 2; i++) {
      assertThat(fields(ok("POST", "/history/old", entries.toString())).integer("entries"))
          .isEqualTo(500);
    }
    assertThat(page("/conversations/old/messages?limit=100")).hasSize(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "404 GET /users/nobody ''",
        "404 GET /nothing ''",
        "405 POST /users/alice {}",
        "404 GET /conversations/none/messages ''",
        "404 POST /conversations/none/messages [{\"type\":\"SystemMessage\",\"text\":\"Hi\"}]",
        "404 PUT /conversations/none/participants/alice {}",
        "404 PATCH /conversations/none/participants/alice {}",
        "404 PUT /conversations/none/messages/none {\"text\":\"a\"}",
        "400 PUT /users/alice {",
        "400 PUT /users/alice []",
        "400 PUT /users/new {}",
        "400 PUT /users/alice {\"name\":null}",
        "400 PUT /users/alice {\"custom\":{\"a\":1}}",
        "400 PUT /users/%00 {\"name\":\"A\"}",
        "400 PUT /conversations/c {\"participants\":[\"nobody\"]}",
        "400 PUT /conversations/c {\"participants\":\"alice\"}",
        "400 GET /conversations/c/messages?limit=0 ''",
        "400 GET /conversations/c/messages?limit=101 ''",
        "400 GET /conversations/c/messages?limit=many ''",
        "400 GET /conversations/c/messages?startingAfter=none ''",
      })
  void what_is_wrong_is_refused(int status, String method, String path, String body)
      throws Exception {
    users();
    ok("PUT", "/conversations/c", "{}");
    assertError(status, method, path, body);
  }

  @Test
  void only_the_app_itself_may_call() throws Exception {
    String id = app.app().id();
    bearer = Tokens.user(app.key(), id, "alice", null);
    assertError(401, "GET", "/users/alice", "");
    bearer = "";
    assertError(401, "GET", "/users/alice", "");
    bearer = Tokens.app(app.key(), id, Instant.EPOCH);
    assertError(401, "GET", "/users/alice", "");
    bearer = Tokens.app(TestServer.app(server).key(), id, null);
    assertError(401, "GET", "/users/alice", "");
    bearer = app.key().reveal();
    assertError(404, "GET", "/users/alice", "");
  }

  @Test
  void a_body_that_is_no_json_by_its_own_word_is_refused() throws Exception {
    var request =
        HttpRequest.newBuilder(uri("/users/alice"))
            .header("Authorization", "Bearer " + bearer)
            .header("Content-Type", "text/plain")
            .PUT(BodyPublishers.ofString("{\"name\":\"Alice\"}"));
    assertThat(CLIENT.send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(400);
  }

  @Test
  void a_body_that_is_too_large_is_refused() throws Exception {
    var answer = send("PUT", "/users/alice", "{\"name\":\"" + "x".repeat(1 << 20) + "\"}");
    assertThat(answer.statusCode()).isEqualTo(413);
  }

  private void users() throws Exception {
    ok("PUT", "/users", "{\"alice\":{\"name\":\"Alice\"},\"bob\":{\"name\":\"Bob\"}}");
  }

  private List<Fields> page(String path) throws Exception {
    return fields(ok("GET", path)).objects("data", one -> one);
  }

  private Json ok(String method, String path) throws Exception {
    return ok(method, path, "");
  }

  private Json ok(String method, String path, String body) throws Exception {
    HttpResponse<String> answer = send(method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type").orElse(""))
        .isEqualTo("application/json; charset=utf-8");
    return Json.parse(answer.body());
  }

  private void assertError(int status, String method, String path, String body) throws Exception {
    HttpResponse<String> answer = send(method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    Fields error = fields(Json.parse(answer.body()));
    assertThat(error.text("error"))
        .isEqualTo(
            switch (status) {
              case 400 -> "BAD_REQUEST";
              case 401 -> "UNAUTHORIZED";
              case 405 -> "METHOD_NOT_ALLOWED";
              default -> "NOT_FOUND";
            });
    assertThat(error.text("message")).isNotBlank();
    assertThat(error.has("data")).isFalse();
    error.object("reasons");
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(uri(path))
            .timeout(Duration.ofSeconds(15))
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!bearer.isEmpty()) {
      request.header("Authorization", "Bearer " + bearer);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create(server.uri() + "/v1/" + app.app().id() + path);
  }

  private static Fields fields(Json json) {
    return Fields.of(json, "");
  }
}
