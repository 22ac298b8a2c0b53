package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How calls travel, as real clients send them.
class TransportTest {
  private RestApp app;

  @BeforeEach
  void create() throws Exception {
    app = RestApp.create();
    app.users("alice");
    app.ok("PUT", "/conversations/tea", "{\"participants\":[\"alice\"]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/json; charset=utf-8", "text/plain"})
  void what_needs_no_body_takes_any(String type) throws Exception {
    RestApp client = app.with("Content-Type", type);
    client.ok("GET", "/users/alice", "{}");
    client.ok("GET", "/users/alice/", "no JSON");
    client.ok("PUT", "/conversations/tea/participants/alice/");
    client.ok("PATCH", "/conversations/tea/participants/alice");
    client.ok("PUT", "/users/alice");
    client.ok("DELETE", "/conversations/tea/participants/alice", "{}");
    client.ok("DELETE", "/conversations/tea/");
  }

  @ParameterizedTest
  @CsvSource({
    "200, PUT, /users/alice",
    "200, GET, /users/",
    "400, PUT, /users/new",
    "400, GET, /users/%ff",
    "404, GET, /users/nobody",
    "404, GET, /nothing",
    "404, DELETE, /conversations/none",
    "405, PATCH, /batch",
  })
  void every_answer_is_json_and_errors_have_one_shape(int status, String method, String path)
      throws Exception {
    HttpResponse<String> answer = app.send(method, path, "");
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type").orElse(""))
        .startsWith("application/json");
    Fields body = Fields.of(Json.parse(answer.body()), "");
    if (status >= 400) {
      assertThat(body.text("error")).isNotBlank();
      assertThat(body.text("message")).isNotBlank();
      assertThat(body.object("reasons").json()).isNotNull();
      assertThat(body.has("data")).isFalse();
    }
  }

  @Test
  void what_is_done_without_a_result_is_the_empty_object() throws Exception {
    assertThat(app.ok("PUT", "/users/alice", "{}").toText()).isEqualTo("{}");
    assertThat(app.ok("DELETE", "/conversations/tea").toText()).isEqualTo("{}");
  }
}
