package io.tertulia.server.gate.uploads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.Server;
import io.tertulia.server.TestServer;
import io.tertulia.server.gate.uploads.Wire.Answer;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Apps.NewApp;
import io.tertulia.server.identity.Role;
import io.tertulia.server.identity.Tokens;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who may upload what, and whose an upload is.
class TusRightsTest {
  private static final byte[] HELLO = "hello".getBytes(UTF_8);

  private final Server server = TestServer.shared();
  private NewApp app;
  private String bearer;

  @BeforeEach
  void create() throws Exception {
    app = TestServer.app(server);
    bearer = Tokens.app(app.key(), app.app().id(), Instant.now().plusSeconds(60));
    users(app, bearer, "alice", "bob", "zoë /42");
  }

  @Test
  void an_upload_is_its_uploaders_alone() throws Exception {
    String alice = token("alice");
    Answer begun = begun(app, wire().bearer(alice));
    assertThat(begun.status()).isEqualTo(201);
    String one = begun.header("Location");
    NewApp other = TestServer.app(server);
    String others = Tokens.app(other.key(), other.app().id(), Instant.now().plusSeconds(60));
    String elsewhere = one.replace("/" + app.app().id() + "/", "/" + other.app().id() + "/");
    for (var stranger :
        new Stranger[] {
          new Stranger(token("bob"), one, 404),
          new Stranger(bearer, one, 404),
          new Stranger(others, elsewhere, 404),
          new Stranger(others, one, 401)
        }) {
      Wire[] wires = {wire(), wire(), wire().part(0, HELLO)};
      String[] methods = {"HEAD", "DELETE", "PATCH"};
      for (int i = 0; i < methods.length; i++) {
        Answer answer = wires[i].bearer(stranger.bearer()).ask(methods[i], stranger.path());
        assertThat(answer.status())
            .as(methods[i])
            .isIn(stranger.status(), methods[i].equals("DELETE") ? 204 : stranger.status());
      }
    }
    assertThat(wire().bearer(alice).ask("HEAD", one).header("Upload-Offset")).isEqualTo("0");
    Answer done = wire().bearer(alice).part(0, HELLO).ask("PATCH", one);
    assertThat(done.header("Tertulia-File-Token")).startsWith("ft_");
    assertThat(wire().bearer(token("bob")).ask("HEAD", one).status()).isEqualTo(404);
  }

  @Test
  void a_user_may_be_named_beside_the_token_and_must_be_the_one() throws Exception {
    Wire named = wire().bearer(token("zoë /42")).with("Tertulia-User", "zo%C3%AB%20%2F42");
    Answer begun = begun(app, named);
    assertThat(begun.status()).isEqualTo(201);
    Answer mine = wire().bearer(token("zoë /42")).ask("HEAD", begun.header("Location"));
    assertThat(mine.status()).isEqualTo(200);
    for (String credentials : new String[] {token("bob"), bearer, app.key().reveal()}) {
      Answer foreign = begun(app, wire().bearer(credentials).with("Tertulia-User", "alice"));
      assertThat(foreign.status()).isEqualTo(401);
      assertThat(foreign.code()).isEqualTo("UNAUTHENTICATED");
    }
  }

  @Test
  void a_bearer_that_is_missing_wrong_or_over_is_refused() throws Exception {
    String alice = token("alice");
    String over = Tokens.user(app.key(), app.app().id(), "alice", Instant.now().minusSeconds(90));
    assertThat(begun(app, wire()).code()).isEqualTo("UNAUTHENTICATED");
    assertThat(begun(app, wire().with("Tertulia-User", "alice")).status()).isEqualTo(401);
    assertThat(begun(app, wire().bearer(over)).code()).isEqualTo("TOKEN_EXPIRED");
    assertThat(begun(app, wire().bearer(alice + "x")).code()).isEqualTo("UNAUTHENTICATED");
    assertThat(begun(app, wire().bearer("sk_nothing")).code()).isEqualTo("UNAUTHENTICATED");
    NewApp other = TestServer.app(server);
    assertThat(begun(other, wire().bearer(alice)).code()).isEqualTo("UNAUTHENTICATED");
  }

  @Test
  void where_nobody_proves_who_one_is_a_name_is_enough() throws Exception {
    NewApp open = TestServer.app(server, AppSettings.DEFAULT.withVerifyIdentity(false));
    users(open, open.key().reveal(), "alice");
    Answer begun = begun(open, wire().with("Tertulia-User", "alice"));
    assertThat(begun.status()).isEqualTo(201);
    String one = begun.header("Location");
    assertThat(wire().with("Tertulia-User", "alice").ask("HEAD", one).status()).isEqualTo(200);
    assertThat(wire().with("Tertulia-User", "bob").ask("HEAD", one).status()).isEqualTo(404);
    assertThat(begun(open, wire()).status()).isEqualTo(401);
    assertThat(begun(open, wire().with("Tertulia-User", "%zz")).status()).isEqualTo(400);
    assertThat(begun(open, wire().with("Tertulia-User", "")).status()).isEqualTo(400);
  }

  @Test
  void a_role_decides_before_the_first_byte() throws Exception {
    Role quiet = Role.read(Fields.of(Json.parse("{\"files\":false,\"voice\":false}"), ""));
    NewApp strict = TestServer.app(server, AppSettings.DEFAULT.withRole(Role.DEFAULT_NAME, quiet));
    users(strict, strict.key().reveal(), "alice");
    String alice = Tokens.user(strict.key(), strict.app().id(), "alice", null);
    Answer refused = begun(strict, wire().bearer(alice));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("PERMISSION_DENIED");
    assertThat(begun(strict, wire().bearer(strict.key().reveal())).status()).isEqualTo(201);
  }

  private Answer begun(NewApp at, Wire wire) throws IOException {
    return wire.metadata("a.txt", "file")
        .with("Upload-Length", "5")
        .ask("POST", "/v1/" + at.app().id() + "/uploads");
  }

  private void users(NewApp at, String credentials, String... ids) throws IOException {
    for (String id : ids) {
      String path = java.net.URLEncoder.encode(id, UTF_8).replace("+", "%20");
      Answer put =
          new Wire(server)
              .bearer(credentials)
              .with("Content-Type", "application/json")
              .body("{\"name\":\"" + id + "\"}")
              .ask("PUT", "/v1/" + at.app().id() + "/users/" + path);
      assertThat(put.status()).isEqualTo(200);
    }
  }

  private String token(String user) {
    return Tokens.user(app.key(), app.app().id(), user, Instant.now().plusSeconds(60));
  }

  private Wire wire() {
    return new Wire(server).tus();
  }

  /// Somebody whose upload it is not.
  private record Stranger(String bearer, String path, int status) {}
}
