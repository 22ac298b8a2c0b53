package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.gate.RawHttp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// What the server answered to a request that was written byte by byte.
record Said(int status, String text) {

  /// Says something to an app, with these headers and no others but what HTTP needs, and is told in
  /// JSON.
  ///
  /// @param call the method, and the path below the app
  /// @param headers each with the end of its line
  static Said to(RestApp app, String call, String headers, String body) throws Exception {
    String[] parts = call.split(" ", 2);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    boolean announced = body.isEmpty() || headers.contains("Content-Length");
    String head =
        "%s /v1/%s%s HTTP/1.1\nHost: api.example\nAuthorization: Bearer %s\n%s%s\n"
            .formatted(
                parts[0],
                app.app().id(),
                parts[1],
                app.key(),
                headers,
                announced ? "" : "Content-Length: " + bytes.length + "\n");
    try (RawHttp http = RawHttp.open(app.server().uri())) {
      http.send(head);
      http.send(bytes);
      String[] answer = http.answer().split("\r\n\r\n", 2);
      assertThat(answer[0].toLowerCase(Locale.ROOT)).contains("\r\ncontent-type: application/json");
      return new Said(Integer.parseInt(answer[0].substring(9, 12)), answer[1]);
    }
  }

  Json json() {
    return Json.parse(text);
  }

  Fields body() {
    return Fields.of(json(), "");
  }

  List<String> ids() {
    return body().objects("data", one -> one.text("id"));
  }

  List<String> texts() {
    return body().objects("data", one -> one.text("text"));
  }

  List<String> users() {
    return body().objects("data", one -> one.text("userId"));
  }
}
