package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an app says of itself, and what leaves the chat.
class ProjectTest {
  private RestApp app;

  @BeforeEach
  void create() throws Exception {
    app = RestApp.create();
  }

  @Test
  void an_app_is_changed_and_its_own_values_are_merged() throws Exception {
    String id = app.app().id();
    app.ok("PUT", "", "{\"custom\":{\"brand\":\"Acme\",\"old\":\"1\"},\"id\":\"" + id + "\"}");
    app.ok("PUT", "/", "{\"custom\":{\"old\":null},\"defaultLocale\":\"de\"}");
    app.ok("PUT", "", "");
    assertThat(app.ok("GET", "").toText())
        .isEqualTo(
            "{\"id\":\"%s\",\"custom\":{\"brand\":\"Acme\"},\"defaultLocale\":\"de\"}"
                .formatted(id));
    app.ok("PUT", "", "{\"custom\":null,\"defaultLocale\":null}");
    assertThat(app.get("").textMap("custom")).isEmpty();
    assertThat(app.get("").text("defaultLocale")).isEqualTo("en-US");
    assertThat(app.get("/settings").flag("verifyIdentity")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":\"another\"}",
        "{\"custom\":{\"a\":1}}",
        "{\"custom\":\"a\"}",
        "{\"defaultLocale\":7}",
        "{\"defaultLocale\":\"\"}",
        "[]",
      })
  void an_app_is_not_changed_by_what_is_wrong(String body) throws Exception {
    String before = app.ok("GET", "").toText();
    app.refused(400, "PUT", "", body);
    app.refused(400, "PUT", "", "{\"custom\":{\"a\":\"" + "x".repeat(10_001) + "\"}}");
    assertThat(app.ok("GET", "").toText()).isEqualTo(before);
  }

  @Test
  void two_changes_of_an_app_at_one_time_lose_nothing() throws Exception {
    for (int i = 0; i < 30; i++) {
      String locale = "x-" + i;
      try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
        var one = both.submit(() -> app.ok("PUT", "", "{\"defaultLocale\":\"" + locale + "\"}"));
        var other = both.submit(() -> app.ok("PUT", "", "{\"custom\":{\"a\":\"" + locale + "\"}}"));
        one.get();
        other.get();
      }
      Fields found = app.get("");
      assertThat(found.text("defaultLocale")).isEqualTo(locale);
      assertThat(found.textMap("custom")).containsEntry("a", locale);
    }
  }

  @Test
  void themes_are_written_replaced_and_deleted_one_by_one() throws Exception {
    assertThat(app.ok("GET", "/themes").toText()).isEqualTo("{}");
    app.ok(
        "PUT",
        "/themes",
        """
        {"dark":{"base":"default_v7","files":{"Body.template":"<b>","layout.json":"{}","x.css":"no"}},
         "light":{"base":"default"}}
        """);
    app.ok("PATCH", "/themes", "{\"light\":{\"base\":\"other\"},\"none\":null}");
    assertThat(app.ok("GET", "/themes").toText())
        .isEqualTo(
            "{\"dark\":{\"base\":\"default_v7\",\"files\":{\"Body.template\":\"<b>\","
                + "\"layout.json\":\"{}\"}},\"light\":{\"base\":\"other\",\"files\":{}}}");
    app.ok("PUT", "/themes", "{\"dark\":null}");
    assertThat(app.get("/themes").json().members()).containsOnlyKeys("light");
    app.refused(400, "PUT", "/themes", "{\"dark\":{\"base\":\"a\"},\"bad\":{}}");
    app.refused(400, "PUT", "/themes", "{\"dark\":7}");
    StringBuilder many = new StringBuilder("{");
    for (int i = 0; i < 100; i++) {
      many.append(i == 0 ? "" : ",").append("\"t" + i + "\":{\"base\":\"a\"}");
    }
    app.refused(400, "PUT", "/themes", many.append("}").toString());
    assertThat(app.get("/themes").json().members()).containsOnlyKeys("light");
  }

  @Test
  void notifications_are_asked_for() throws Exception {
    app.users("alice", "bob", "eve");
    app.ok("PUT", "/conversations/tea", "{\"participants\":[\"alice\",\"bob\"]}");
    String path = "/conversations/tea/notifications";
    for (int i = 0; i < 101; i++) {
      app.ok("POST", path, "{\"channels\":[\"email\",\"sms\"]}");
    }
    app.ok(
        "POST",
        path,
        """
        {"channels":["email"],"recipients":["alice"],"emailSettings":{"subject":"Tea","senderName":"T"},
         "smsSettings":{"smsTemplate":"x"}}
        """);
    app.refused(400, "POST", path, "{}");
    app.refused(400, "POST", path, "{\"channels\":[]}");
    app.refused(400, "POST", path, "{\"channels\":[\"pigeon\"]}");
    app.refused(400, "POST", path, "{\"channels\":[\"sms\"],\"recipients\":[\"eve\"]}");
    app.refused(400, "POST", path, "{\"channels\":[\"sms\"],\"emailSettings\":{\"subject\":7}}");
    app.refused(404, "POST", "/conversations/no/notifications", "{\"channels\":[\"sms\"]}");
    app.ok("DELETE", "/conversations/tea");
  }

  @Test
  void a_participant_has_one_secret_address_for_answers_by_mail() throws Exception {
    app.users("alice", "bob");
    app.ok("PUT", "/conversations/tea", "{\"participants\":[\"alice\",\"bob\"]}");
    String path = "/conversations/tea/participants/";
    Fields alices = app.get(path + "alice/email");
    assertThat(alices.text("emailAddress")).matches("r\\+[0-9a-z]{26}@reply\\.localhost");
    assertThat(app.get(path + "alice/email").json()).isEqualTo(alices.json());
    assertThat(app.get(path + "bob/email").json()).isNotEqualTo(alices.json());
    app.refused(404, "GET", path + "nobody/email", "");
    app.ok("DELETE", path + "alice");
    app.refused(404, "GET", path + "alice/email", "");
    app.ok("PUT", path + "alice");
    assertThat(app.get(path + "alice/email").json()).isEqualTo(alices.json());
  }

  @Test
  void nobody_makes_anonymous_apps_unless_the_server_lets_them() throws Exception {
    for (String call : List.of("POST /anonymousAccounts", "GET /anonymousAccounts/token")) {
      String[] parts = call.split(" ", 2);
      var request =
          HttpRequest.newBuilder(URI.create(app.server().uri() + "/v1" + parts[1]))
              .method(parts[0], BodyPublishers.ofString("{}"));
      var answer = DescribedClient.shared().send(request.build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(call).isEqualTo(404);
    }
  }

  @Test
  void there_is_no_presence_of_one_user() throws Exception {
    app.users("alice");
    app.refused(404, "GET", "/users/alice/presence", "");
    app.refused(404, "PUT", "/users/alice/presence", "{}");
  }
}
