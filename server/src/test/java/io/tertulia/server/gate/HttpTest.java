package io.tertulia.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.server.Server;
import io.tertulia.server.TestServer;
import io.tertulia.server.identity.AppSettings;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// HTTP byte by byte.
class HttpTest {
  private final Server server = TestServer.shared();

  @Test
  void the_server_says_that_it_lives_and_takes_work() throws Exception {
    assertThat(say("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK")
        .endsWith("{\"live\":true,\"ready\":true}");
  }

  @Test
  void counters_are_told_as_prometheus_reads_them() throws Exception {
    assertThat(say("GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .contains("text/plain; version=0.0.4")
        .contains("# TYPE tertulia_connections_total counter\ntertulia_connections_total ");
  }

  @Test
  void pipelined_requests_are_answered_in_their_order() throws Exception {
    var requests = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      requests.append("GET ").append(i % 2 == 0 ? "/health" : "/nothing");
      requests.append(" HTTP/1.1\r\nHost: x\r\n");
      requests.append(i == 99 ? "Connection: close\r\n\r\n" : "\r\n");
    }
    String[] answers = say(requests.toString()).split("(?=HTTP/1.1)", -1);
    assertThat(answers).hasSize(100);
    for (int i = 0; i < 100; i++) {
      assertThat(answers[i]).startsWith(i % 2 == 0 ? "HTTP/1.1 200" : "HTTP/1.1 404");
    }
  }

  @Test
  void a_target_may_name_the_server_too() throws Exception {
    assertThat(say("GET http://x/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
    assertThat(say("GET http://x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
    assertThat(say("GET HTTPS://x/v1/none HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 404")
        .containsIgnoringCase("Access-Control-Allow-Origin: *");
  }

  @Test
  void a_body_that_is_no_http_is_wrong_and_not_late() throws Exception {
    var app = TestServer.app(server, AppSettings.DEFAULT);
    assertThat(
            say(
                "PUT /v1/%s/users/a HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
                        .formatted(app.app().id(), app.key().reveal())
                    + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n"))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  void a_client_that_asks_before_it_sends_is_told_to_go_on() throws Exception {
    var app = TestServer.app(server, AppSettings.DEFAULT);
    assertThat(say(asking(app.app().id(), app.key().reveal()) + "{\"name\":\"A\"}"))
        .contains("HTTP/1.1 200");
    try (var client = RawHttp.open(server.uri())) {
      client.send(asking(app.app().id(), app.key().reveal()));
      assertThat(client.head()).startsWith("HTTP/1.1 100");
      client.send("{\"name\":\"A\"}");
      assertThat(client.head()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void a_client_that_asks_before_it_sends_is_refused_before_it_sends() throws Exception {
    var app = TestServer.app(server, AppSettings.DEFAULT);
    assertThat(say(asking(app.app().id(), "wrong"))).startsWith("HTTP/1.1 401");
    assertThat(say(asking("nowhere", "wrong"))).startsWith("HTTP/1.1 404");
  }

  private static String asking(String app, String bearer) {
    return """
    PUT /v1/%s/users/a HTTP/1.1
    Host: x
    Content-Type: application/json
    Authorization: Bearer %s
    Content-Length: 12
    Connection: close
    Expect: 100-continue

    """
        .formatted(app, bearer)
        .replace("\n", "\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense|400",
        "GET /% HTTP/1.1|400",
        "GET /v1/x/realtime HTTP/1.1|400",
        "GET /v1/x/realtime HTTP/1.1~Connection: Upgrade~Upgrade: websocket|400",
        "GET /v1/x/realtime HTTP/1.1~Connection: Upgrade~Upgrade: websocket~Sec-WebSocket-Version: 8|400",
        "GET /v1/x/realtime HTTP/1.1~Connection: Upgrade~Upgrade: websocket~Sec-WebSocket-Version: 13~Sec-WebSocket-Key: x|400",
        "PUT /v1/x/users/a HTTP/1.1~Content-Length: 99999999|413",
        "PUT /v1/x/users/a HTTP/1.1~Content-Length: many|400",
        "DELETE / HTTP/1.1|405",
      })
  void what_cannot_be_answered_is_refused_and_the_connection_ends(String head, int status)
      throws Exception {
    String request = head.replace("~", "\r\n") + "\r\nConnection: close\r\n\r\n";
    if (head.contains("Connection")) {
      request = head.replace("~", "\r\n") + "\r\n\r\n";
    }
    assertThat(say(request)).startsWith("HTTP/1.1 " + status);
  }

  @Test
  void headers_that_are_too_large_are_refused() throws Exception {
    String large = "x".repeat(20_000);
    assertThat(say("GET /health HTTP/1.1\r\nA: " + large + "\r\n\r\n")).startsWith("HTTP/1.1 431");
    assertThat(say("GET /" + large + " HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 414");
  }

  @Test
  void a_head_has_no_body() throws Exception {
    assertThat(say("HEAD /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200")
        .endsWith("\r\n\r\n");
  }

  private String say(String request) throws IOException {
    try (var socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
      socket.setSoTimeout(15_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
