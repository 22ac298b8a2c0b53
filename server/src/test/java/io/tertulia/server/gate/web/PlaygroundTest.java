package io.tertulia.server.gate.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaygroundTest {
  @TempDir Path folder;

  @Test
  void the_key_of_a_link_is_worth_the_tokens_of_two_people_once() throws Exception {
    try (Server server = start("false")) {
      String body = Json.object().put("key", server.invite()).build().toText();
      HttpResponse<String> answer = post(server, "/playground", body, "");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
      Fields told = Fields.of(Json.parse(answer.body()), "");
      assertThat(told.text("app")).isEqualTo("demo");
      assertThat(told.integer("endsAt")).isPositive();
      List<Fields> people = told.objects("people", person -> person);
      assertThat(people).extracting(person -> person.text("user")).containsExactly("alice", "bob");
      for (Fields person : people) {
        assertThat(post(server, "/v1/demo/uploads", "{}", person.text("token")).body())
            .doesNotContain("UNAUTHENTICATED");
      }
      HttpResponse<String> again = post(server, "/playground", body, "");
      assertThat(again.statusCode()).isEqualTo(401);
      assertThat(again.body()).contains("key: wrong, used, or over");
    }
  }

  @Test
  void without_a_key_there_is_nothing() throws Exception {
    try (Server server = start("false")) {
      server.invite();
      for (String body : new String[] {"{}", "", "{\"key\":\"\"}", "{\"key\":\"wrong\"}"}) {
        assertThat(post(server, "/playground", body, "").statusCode()).as(body).isEqualTo(401);
      }
      assertThat(post(server, "/playground", "{\"key\":1}", "").statusCode()).isEqualTo(400);
      assertThat(post(server, "/playground", "{\"more\":1}", "").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void no_page_of_elsewhere_may_ask() throws Exception {
    try (Server server = start("true")) {
      assertThat(post(server, "/playground", "{}", "").headers().map())
          .doesNotContainKey("access-control-allow-origin");
    }
  }

  @Test
  void where_nobody_proves_who_he_is_nobody_needs_a_token() throws Exception {
    try (Server server = start("true")) {
      assertThat(post(server, "/playground", "{}", "").body())
          .isEqualTo(
              "{\"app\":\"demo\",\"people\":[{\"user\":\"alice\",\"name\":\"Alice\"},"
                  + "{\"user\":\"bob\",\"name\":\"Bob\"}]}");
    }
  }

  private Server start(String dev) throws Exception {
    Map<String, String> given =
        Map.of("port", "0", "dev", dev, "data", folder.resolve("data").toString());
    return Server.start(ServerConfig.read(given, null, Map.of()));
  }

  private static HttpResponse<String> post(Server server, String path, String body, String token)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.uri() + path))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .header("Tus-Resumable", "1.0.0")
            .POST(BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }
}
