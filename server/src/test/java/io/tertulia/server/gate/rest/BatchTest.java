package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import io.tertulia.server.TestServer;
import io.tertulia.server.gate.RateLimits;
import io.tertulia.server.gate.RawHttp;
import io.tertulia.server.identity.AppSettings;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Several calls in one.
class BatchTest {
  private RestApp app;

  @BeforeEach
  void create() throws Exception {
    app = RestApp.create();
  }

  @Test
  void calls_are_made_one_after_the_other_and_answered_by_their_tags() throws Exception {
    Map<String, Json> answers =
        batch(
            """
            [[1,"PUT","/users/alice",{"name":"Alice"}],
             ["two","GET","/users/alice"],
             [3,"PUT","users/zo%C3%AB/",{"name":"Zoë"},{"api_version":"2021-02-09"}],
             [4,"GET","/users/zo%C3%AB",null,null],
             [5,"DELETE","/conversations/none"],
             [6,"put","/conversations/tea",{"participants":["alice"]}],
             [7,"POST","/conversations/tea/messages",
               [{"type":"UserMessage","sender":"alice","text":"Hi"}]],
             [8,"GET","/conversations/tea/messages",{"limit":"1"}]]
            """);
    assertThat(answers.get("1").toText()).isEqualTo("[1,200,{}]");
    assertThat(result(answers, "\"two\"").text("name")).isEqualTo("Alice");
    assertThat(result(answers, "4").text("name")).isEqualTo("Zoë");
    assertThat(status(answers, "5")).isEqualTo(404);
    assertThat(answers.get("7").toText()).startsWith("[7,200,[{\"id\":\"msg_");
    assertThat(result(answers, "8").objects("data", one -> one.text("text"))).containsExactly("Hi");
  }

  @Test
  void a_call_finds_the_app_as_the_calls_before_have_left_it() throws Exception {
    Map<String, Json> answers =
        batch(
            """
            [[1,"PUT","",{"defaultLocale":"fr"}],[2,"PUT","",{"custom":{"a":"b"}}],[3,"GET",""],
             [4,"PUT","/roles/seller",{"edit":"none"}],[5,"GET","/roles/seller"],
             [6,"PATCH","/settings",{"restVersion":"2021-01-01"}],
             [7,"GET","/users/nobody/conversations"]]
            """);
    assertThat(result(answers, "3").text("defaultLocale")).isEqualTo("fr");
    assertThat(result(answers, "5").text("edit")).isEqualTo("none");
    assertThat(status(answers, "7")).isEqualTo(200);
  }

  @Test
  void what_is_wrong_inside_is_told_inside_and_leaves_the_others_alone() throws Exception {
    Map<String, Json> answers =
        batch(
            """
            [[1,"GET","/nothing"],[2,"PATCH","/users/alice",{}],[3,"PUT","/users/alice",{"name":7}],
             [4,"GET","/users/%"],[5,"POST","/batch",[[1,"GET","/users/alice"]]],
             [6,"POST","/files"],[7,"GET","/users/alice",[]],[8,"PUT","/users/alice",{"name":"A"}],
             [9,"POST","/history/tea",{"entries":[]}],[10,"GET",""]]
            """);
    assertThat(status(answers, "1")).isEqualTo(404);
    assertThat(status(answers, "2")).isEqualTo(405);
    assertThat(status(answers, "3")).isEqualTo(400);
    assertThat(status(answers, "4")).isEqualTo(400);
    assertThat(status(answers, "5")).isEqualTo(404);
    assertThat(status(answers, "6")).isEqualTo(404);
    assertThat(status(answers, "7")).isEqualTo(400);
    assertThat(status(answers, "8")).isEqualTo(200);
    assertThat(status(answers, "9")).isEqualTo(404);
    assertThat(result(answers, "10").text("id")).isEqualTo(app.app().id());
    assertThat(result(answers, "3").object("reasons").has("name")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "[[1,\"PUT\",\"/users/eve\",{\"name\":\"Eve\"}],[2,\"GET\"]]",
        "[[1,\"PUT\",\"/users/eve\",{\"name\":\"Eve\"}],[null,\"GET\",\"/users\"]]",
        "[[1,\"PUT\",\"/users/eve\",{\"name\":\"Eve\"}],[2,7,\"/users\"]]",
        "[[1,\"PUT\",\"/users/eve\",{\"name\":\"Eve\"}],[2,\"GET\",\"/users\",{},7]]",
        "[[1,\"PUT\",\"/users/eve\",{\"name\":\"Eve\"}],2,3,4,5,6,7,8,9,10,11]",
      })
  void a_batch_that_is_none_is_refused_before_its_first_call(String body) throws Exception {
    app.refused(400, "POST", "/batch", body);
    app.refused(404, "GET", "/users/eve", "");
  }

  @Test
  void a_batch_needs_the_credentials_of_the_app() throws Exception {
    app.with("Authorization", "Bearer wrong").refused(401, "POST", "/batch", "[]");
  }

  @Test
  void answers_are_told_as_texts_where_the_server_is_set_so(@TempDir Path folder) throws Exception {
    Map<String, String> texts = Map.of("rest.batch-texts", "true", "port", "0");
    try (Server server = Server.start(ServerConfig.read(texts, null, Map.of()).in(folder));
        RawHttp client = RawHttp.open(server.uri())) {
      var app = TestServer.app(server, AppSettings.DEFAULT);
      String calls = "[[1,\"PUT\",\"/users/alice\",{\"name\":\"Alice\"}],[2,\"GET\",\"/none\"]]";
      client.send(
          "POST /v1/%s/batch HTTP/1.1\nAuthorization: Bearer %s\nContent-Type: application/json\nContent-Length: %d\n\n%s"
              .formatted(app.app().id(), app.key().reveal(), calls.length(), calls));
      assertThat(client.answer())
          .contains("[[1,200,\"{}\"],[2,404,\"{\\\"error\\\":\\\"NOT_FOUND\\\",");
    }
  }

  @Test
  void who_calls_too_fast_is_told_when_to_come_back() throws Exception {
    var limits = new RateLimits(true, 2, 1, 1, 1, 200, 20, 10, 1);
    try (Server server = TestServer.with(limits)) {
      RestApp hasty = RestApp.on(server);
      hasty.ok("PUT", "/users/alice", "{\"name\":\"Alice\"}");
      String calls = "[[1,\"GET\",\"/users/alice\"],[2,\"GET\",\"/users/alice\"]]";
      Json both = hasty.ok("POST", "/batch", calls);
      assertThat(((Json.Arr) both).items()).hasSize(2);
      HttpResponse<String> refused = null;
      for (int i = 0; i < 100 && (refused == null || refused.statusCode() != 429); i++) {
        refused = hasty.send("GET", "/users/alice", "");
      }
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
      Fields error = Fields.of(Json.parse(refused.body()), "");
      assertThat(error.text("error")).isEqualTo("TOO_MANY_REQUESTS");
      assertThat(hasty.send("GET", "/users/alice", "").headers().firstValue("content-type"))
          .hasValue("application/json; charset=utf-8");
      RestApp.on(server).users("bob");
    }
  }

  private Map<String, Json> batch(String calls) throws Exception {
    Map<String, Json> answers = new LinkedHashMap<>();
    for (Json answer : ((Json.Arr) app.ok("POST", "/batch", calls)).items()) {
      answers.put(((Json.Arr) answer).items().getFirst().toText(), answer);
    }
    return answers;
  }

  private static long status(Map<String, Json> answers, String tag) {
    return ((Json.Int) ((Json.Arr) answers.get(tag)).items().get(1)).value();
  }

  private static Fields result(Map<String, Json> answers, String tag) {
    return Fields.of(((Json.Arr) answers.get(tag)).items().get(2), "");
  }
}
