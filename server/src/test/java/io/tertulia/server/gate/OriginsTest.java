package io.tertulia.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.server.Server;
import io.tertulia.server.TestServer;
import io.tertulia.server.identity.Apps.NewApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  private String say(String call) throws Exception {
    NewApp app = TestServer.app(server);
    String bearer = app.key().reveal();
    try (var client = RawHttp.open(server.uri())) {
      client.send(
          call.replace("APP", app.app().id())
              + " HTTP/1.1\nHost: x\nConnection: close\nAuthorization: Bearer "
              + bearer
              + "\n\n");
      return client.head();
    }
  }
}
