package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.Server;
import io.tertulia.server.TestServer;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Apps.NewApp;
import io.tertulia.server.identity.Role;
import io.tertulia.server.identity.Tokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Settings and roles of an app, by its own server.
class RolesRestTest {
  private static final HttpClient HTTP = DescribedClient.shared();

  private final Server server = TestServer.shared();
  private NewApp app;
  private String bearer;

  @BeforeEach
  void create() throws Exception {
    app = TestServer.app(server);
    bearer = Tokens.app(app.key(), app.app().id(), Instant.now().plusSeconds(60));
  }

  @Test
  void the_role_default_is_always_there() throws Exception {
    Json all = ok("GET", "/roles", "");
    assertThat(Fields.of(all, "").json().members()).containsOnlyKeys("default");
    assertThat(ok("GET", "/roles/default", "")).isEqualTo(Role.DEFAULT.json());
    ok("DELETE", "/roles/default", "");
    assertThat(ok("GET", "/roles/default", "")).isEqualTo(Role.DEFAULT.json());
  }

  @Test
  void a_role_is_put_read_and_deleted() throws Exception {
    ok("PUT", "/roles/night%20shift", "{\"edit\":\"all\",\"masking\":{\"words\":[\"darn\"]}}");
    Fields role = Fields.of(ok("GET", "/roles/night%20shift", ""), "");
    assertThat(role.text("edit")).isEqualTo("all");
    assertThat(role.text("delete")).isEqualTo("own");
    assertThat(role.object("masking").texts("words")).containsExactly("darn");
    assertThat(Fields.of(ok("GET", "/roles", ""), "").json().members())
        .containsOnlyKeys("default", "night shift");
    ok("PUT", "/roles/night%20shift", "{}");
    assertThat(ok("GET", "/roles/night%20shift", "")).isEqualTo(Role.DEFAULT.json());
    ok("DELETE", "/roles/night%20shift", "");
    assertThat(send("GET", "/roles/night%20shift", "").statusCode()).isEqualTo(404);
    ok("DELETE", "/roles/night%20shift", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PUT | /roles/x | {"edti":"all"} | edti: unknown (expected: edit)
          PUT | /roles/x | {"edit":"some"} | edit: some (expected: none, own or all)
          PUT | /roles/x | {"typing":1} | typing: an integer (expected: true or false)
          PUT | /roles/x | {"masking":{"patterns":[{"match":"("}]}} | masking.patterns[0].match:
          PATCH | /settings | {"userSink":true} | userSink: unknown (expected: userSync)
          PATCH | /settings | {"conversationSync":"no"} | conversationSync: no (expected: open,
          PATCH | /settings | {"roles":{"x":{"edti":"all"}}} | roles.x.edti: unknown (expected: edit)
          """)
  void a_mistake_is_refused_by_its_path(String method, String path, String body, String message)
      throws Exception {
    HttpResponse<String> answer = send(method, path, body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Fields.of(Json.parse(answer.body()), "").text("message")).contains(message.strip());
    assertThat(send("GET", "/roles/x", "").statusCode()).isEqualTo(404);
  }

  @Test
  void settings_are_changed_one_by_one_and_count_at_once() throws Exception {
    ok("PATCH", "/settings", "{\"conversationSync\":\"invite\",\"custom\":{\"a\":\"b\"}}");
    ok("PATCH", "/settings", "{\"roles\":{\"x\":{\"react\":\"none\"}}}");
    Fields settings = Fields.of(ok("GET", "/settings", ""), "");
    assertThat(settings.text("conversationSync")).isEqualTo("invite");
    assertThat(settings.flag("userSync")).isTrue();
    assertThat(settings.object("roles").object("x").text("react")).isEqualTo("none");
    assertThat(ok("GET", "", "").toText()).contains("\"custom\":{\"a\":\"b\"}");
  }

  @Test
  void one_role_more_than_an_app_may_have_is_refused() throws Exception {
    var roles = Json.object();
    for (int i = 0; i < AppSettings.MAX_ROLES; i++) {
      roles.put("r" + i, Json.object().build());
    }
    ok("PATCH", "/settings", Json.object().put("roles", roles.build()).build().toText());
    assertThat(send("PUT", "/roles/more", "{}").statusCode()).isNotEqualTo(200);
    ok("PUT", "/roles/r7", "{\"edit\":\"all\"}");
  }

  @Test
  void nobody_else_may_look() throws Exception {
    bearer = Tokens.user(app.key(), app.app().id(), "alice", Instant.now().plusSeconds(60));
    for (String path : new String[] {"/roles", "/roles/default", "/settings"}) {
      assertThat(send("GET", path, "").statusCode()).isEqualTo(401);
    }
    assertThat(send("PUT", "/roles/x", "{}").statusCode()).isEqualTo(401);
  }

  @Test
  void who_is_kept_out_is_shown_so() throws Exception {
    ok("PUT", "/users", "{\"alice\":{\"name\":\"A\"},\"bob\":{\"name\":\"B\"}}");
    ok("PUT", "/conversations/room", "{\"participants\":[\"alice\",\"bob\"]}");
    ok("PATCH", "/conversations/room/participants/bob", "{\"access\":\"None\"}");
    Fields room = Fields.of(ok("GET", "/conversations/room", ""), "");
    assertThat(room.object("participants").object("bob").text("access")).isEqualTo("None");
    assertThat(
            send(
                    "POST",
                    "/conversations/room/messages",
                    "[{\"type\":\"UserMessage\",\"sender\":\"bob\",\"text\":\"hi\"}]")
                .statusCode())
        .isEqualTo(400);
    ok("PUT", "/conversations/room/participants/bob", "");
    room = Fields.of(ok("GET", "/conversations/room", ""), "");
    assertThat(room.object("participants").object("bob").text("access")).isEqualTo("ReadWrite");
  }

  private Json ok(String method, String path, String body) throws Exception {
    HttpResponse<String> answer = send(method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.parse(answer.body());
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server.uri() + "/v1/" + app.app().id() + path))
            .header("Authorization", "Bearer " + bearer)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
