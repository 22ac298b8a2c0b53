package io.tertulia.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.server.Server;
import io.tertulia.server.TestServer;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Apps.NewApp;
import io.tertulia.server.identity.Tokens;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the browser of a page from elsewhere lets through.
class OriginsTest {
  private final Server server = TestServer.shared();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200|GET /v1/APP",
        "404|GET /v1/APP/users/nobody",
        "404|GET /v1/nowhere",
        "404|GET /v1/APP/nothing",
        "405|PATCH /v1/APP/users/alice",
        "400|GET /v1/APP/users/%",
        "400|GET /v1/APP/realtime",
        "400|POST /v1/APP/files",
        "404|GET /files/APP/none/none",
      })
  void every_answer_may_be_read_by_any_page(int status, String call) throws Exception {
    String answer = say(call);
    assertThat(answer).startsWith("HTTP/1.1 " + status);
    assertThat(answer).contains("Access-Control-Allow-Origin: *\r\n");
    assertThat(answer).contains("Access-Control-Expose-Headers: ");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/APP/users/alice",
    "/v1/APP/files",
    "/v1/APP/uploads/x",
    "/v1/APP/nothing",
    "/asyncapi.json"
  })
  void every_call_may_be_made_by_any_page(String path) throws Exception {
    assertThat(say("OPTIONS " + path))
        .startsWith("HTTP/1.1 204")
        .contains("Access-Control-Allow-Methods: GET, HEAD, POST, PUT, PATCH, DELETE\r\n")
        .containsPattern("Access-Control-Allow-Headers: .*Authorization, Content-Type")
        .contains("Access-Control-Allow-Origin: *\r\n");
  }

  @Test
  void what_is_not_for_apps_and_users_is_not_for_pages() throws Exception {
    assertThat(say("GET /metrics")).doesNotContain("Access-Control");
    assertThat(say("OPTIONS /metrics")).startsWith("HTTP/1.1 405").doesNotContain("Access-Control");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /v1/APP",
    "GET /v1/APP/users/nobody",
    "OPTIONS /v1/APP/users/nobody",
    "OPTIONS /v1/APP/uploads",
    "GET /files/APP/none/none",
    "OPTIONS /files/APP/none/none"
  })
  void an_app_answers_the_pages_that_it_allows_alone(String call) throws Exception {
    NewApp app = restricted();
    assertThat(say(call, app, "Origin: https://shop.example\n"))
        .doesNotStartWith("HTTP/1.1 403")
        .contains("Access-Control-Allow-Origin: https://shop.example\r\n", "Vary: Origin\r\n");
    for (String other : List.of("https://evil.example", "null", "http://shop.example")) {
      assertThat(say(call, app, "Origin: " + other + "\n"))
          .startsWith("HTTP/1.1 403")
          .contains("Vary: Origin\r\n")
          .doesNotContainIgnoringCase("Access-Control-");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Origin: http://x\n", "Origin: https://x\n"})
  void who_is_no_page_of_elsewhere_is_not_asked(String header) throws Exception {
    assertThat(say("GET /v1/APP", restricted(), header))
        .startsWith("HTTP/1.1 200")
        .contains("Access-Control-Allow-Origin: *\r\n");
  }

  @Test
  void a_page_that_is_not_allowed_gets_no_further_than_hello() throws Exception {
    NewApp app = restricted();
    String token = Tokens.user(app.key(), app.app().id(), "alice", null);
    try (RawLine line = RawLine.ofPage("https://evil.example", server, app.app().id())) {
      line.send(new ClientFrame.Hello("alice", token, "test"));
      RawLine.End end = line.end();
      assertThat(end.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
      assertThat(end.message())
          .isEqualTo("Origin: https://evil.example (expected: one of the app's allowedOrigins)");
    }
    for (String own : List.of("https://shop.example", "http://x")) {
      try (RawLine line = RawLine.ofPage(own, server, app.app().id())) {
        line.send(new ClientFrame.Hello("alice", token, "test"));
        line.receive(ServerFrame.Welcome.class);
      }
    }
  }

  @Test
  void a_page_is_sent_away_when_it_is_not_allowed_any_more() throws Exception {
    NewApp app = TestServer.app(server);
    String token = Tokens.user(app.key(), app.app().id(), "alice", null);
    try (RawLine line = RawLine.ofPage("https://evil.example", server, app.app().id())) {
      line.send(new ClientFrame.Hello("alice", token, "test"));
      line.receive(ServerFrame.Welcome.class);
      server.configure(app.app(), all -> all.withAllowedOrigins(List.of("https://shop.example")));
      assertThat(line.end().code()).isEqualTo(ErrorCode.UNAVAILABLE);
    }
  }

  private NewApp restricted() throws Exception {
    return TestServer.app(
        server, AppSettings.DEFAULT.withAllowedOrigins(List.of("https://shop.example")));
  }

  private String say(String call) throws Exception {
    return say(call, TestServer.app(server), "");
  }

  private String say(String call, NewApp app, String header) throws Exception {
    String bearer = app.key().reveal();
    try (var client = RawHttp.open(server.uri())) {
      client.send(
          call.replace("APP", app.app().id())
              + " HTTP/1.1\nHost: x\n"
              + header
              + "Connection: close\nAuthorization: Bearer "
              + bearer
              + "\n\n");
      return client.head();
    }
  }
}
