package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.server.identity.Apps;
import io.tertulia.server.identity.SecretKey;
import io.tertulia.server.identity.Tokens;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Secret keys that are changed while they are in use.
class KeysTest {
  private RestApp app;

  @BeforeEach
  void create() throws Exception {
    app = RestApp.create();
  }

  @Test
  void a_key_is_shown_when_it_is_made_and_never_again() throws Exception {
    Fields made = Fields.of(app.ok("POST", "/keys"), "");
    String secret = made.text("key");
    assertThat(made.flag("webhooks")).isFalse();
    assertThat(app.send("GET", "/keys", "").body()).doesNotContain(secret);
    List<Fields> keys = app.page("/keys");
    assertThat(keys).hasSize(2);
    assertThat(keys.get(1).text("id")).isEqualTo(made.text("id"));
    assertThat(keys.get(1).text("hint")).isEqualTo("…" + secret.substring(secret.length() - 4));
    assertThat(app.with("Authorization", "Bearer " + secret).send("GET", "/keys", "").statusCode())
        .isEqualTo(200);
  }

  @Test
  void what_a_deleted_key_signed_is_refused_at_once() throws Exception {
    Fields made = Fields.of(app.ok("POST", "/keys"), "");
    SecretKey key = SecretKey.parse(made.text("key"));
    RestApp bySecret = app.with("Authorization", "Bearer " + key.reveal());
    RestApp byToken = app.with("Authorization", "Bearer " + Tokens.app(key, app.app().id(), null));
    assertThat(bySecret.send("GET", "/keys", "").statusCode()).isEqualTo(200);
    assertThat(byToken.send("GET", "/keys", "").statusCode()).isEqualTo(200);
    app.ok("DELETE", "/keys/" + made.text("id"));
    assertThat(bySecret.send("GET", "/keys", "").statusCode()).isEqualTo(401);
    assertThat(byToken.send("GET", "/keys", "").statusCode()).isEqualTo(401);
    app.refused(404, "DELETE", "/keys/" + made.text("id"), "");
  }

  @Test
  void one_key_always_signs_webhooks_and_stays() throws Exception {
    String first = app.page("/keys").getFirst().text("id");
    app.refused(400, "DELETE", "/keys/" + first, "");
    Fields made = Fields.of(app.ok("POST", "/keys"), "");
    app.ok("PUT", "/keys/" + made.text("id"));
    assertThat(app.server().apps().signingKey(app.app().id()).join().reveal())
        .isEqualTo(made.text("key"));
    app.refused(400, "DELETE", "/keys/" + made.text("id"), "");
    RestApp byNew = app.with("Authorization", "Bearer " + made.text("key"));
    byNew.ok("DELETE", "/keys/" + first);
    assertThat(app.send("GET", "/keys", "").statusCode()).isEqualTo(401);
    assertThat(byNew.page("/keys"))
        .singleElement()
        .satisfies(key -> assertThat(key.flag("webhooks")).isTrue());
    byNew.refused(404, "PUT", "/keys/key_0", "");
  }

  @Test
  void there_are_not_more_than_twenty() throws Exception {
    for (int i = 1; i < Apps.MAX_KEYS; i++) {
      app.ok("POST", "/keys");
    }
    app.refused(400, "POST", "/keys", "");
    assertThat(app.page("/keys")).hasSize(Apps.MAX_KEYS);
  }
}
