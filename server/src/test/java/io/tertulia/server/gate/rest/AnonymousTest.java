package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import io.tertulia.server.TestServer;
import io.tertulia.server.chat.Translations;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.translate.Translator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Apps that anybody makes to try things out.
class AnonymousTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String ADMIN = "an-admin-key-of-many-letters";
  private static final String ALL = "/v1/anonymousAccounts";
  private static final int MIB = 1 << 20;

  @TempDir Path folder;
  private final TestServer.TestClock clock = new TestServer.TestClock();
  private final List<String> headers = new ArrayList<>();
  private Server server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void anybody_makes_an_app_and_is_told_its_key_as_often_as_asked_for() throws Exception {
    start(AnonymousSettings.DEFAULT.enabled(true));
    Fields made = ok("", "POST", ALL, "");
    String id = made.text("appId");
    String token = made.text("accessToken");
    assertThat(id).matches("[0-9A-Za-z]{12}");
    assertThat(made.json().members()).containsOnlyKeys("appId", "accessToken", "claimUrl");
    Fields opened = ok("", "GET", ALL + "/" + token, "");
    String key = opened.text("secretKey");
    assertThat(key).matches("sk_test_[0-9A-Za-z]{40}");
    assertThat(opened.json().members()).containsOnlyKeys("appId", "secretKey", "claimUrl");
    assertThat(ok("", "GET", ALL + "/" + token, "").json()).isEqualTo(opened.json());
    ok(key, "PUT", "/v1/" + id + "/users/alice", "{\"name\":\"Alice\"}");
    assertThat(ok(key, "GET", "/v1/" + id + "/settings", "").flag("verifyIdentity")).isFalse();
    assertThat(call("", "GET", ALL + "/" + token + "x", "").statusCode()).isEqualTo(404);
    assertThat(call(key, "GET", "/v1/demo/users/alice", "").statusCode()).isEqualTo(401);
    assertThat(call("", "GET", URI.create(made.text("claimUrl")).getPath(), "").body())
        .contains("./tertulia app claim " + id);
    assertThat(call("", "GET", "/claim/%60rm%60", "").statusCode()).isEqualTo(404);
  }

  @Test
  void of_a_token_nothing_is_on_the_disk_that_shows_it() throws Exception {
    start(AnonymousSettings.DEFAULT.enabled(true));
    String token = ok("", "POST", ALL, "{}").text("accessToken");
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(token);
      }
    }
  }

  @Test
  void one_address_makes_one_in_half_a_minute() throws Exception {
    begin(config(AnonymousSettings.DEFAULT.enabled(true)));
    ok("", "POST", ALL, "");
    headers.addAll(List.of("X-Forwarded-For", "192.0.2.7"));
    HttpResponse<String> refused = call("", "POST", ALL, "");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.headers().firstValue("retry-after").orElseThrow()))
        .isBetween(1, 30);
    assertThat(ids()).hasSize(2);
  }

  @Test
  void behind_a_proxy_the_address_that_it_tells_counts_and_what_is_none_does_not()
      throws Exception {
    var settings = AnonymousSettings.DEFAULT;
    begin(config(new AnonymousSettings(true, settings.unclaimed(), settings.age(), true)));
    for (String[] told :
        new String[][] {
          {"192.0.2.7", "200"},
          {"192.0.2.8, 192.0.2.7", "429"},
          {"192.0.2.7, 192.0.2.8", "200"},
          {"2001:db8::1", "200"},
          {"2001:db8::ffff", "429"},
          {"2001:db8:1::1", "200"},
          {"example.com", "200"},
          {"nonsense", "429"}
        }) {
      headers.clear();
      headers.addAll(List.of("X-Forwarded-For", told[0]));
      assertThat(call("", "POST", ALL, "").statusCode() + "").as(told[0]).isEqualTo(told[1]);
    }
  }

  @Test
  void no_more_are_made_than_the_server_has_room_for() throws Exception {
    var settings = AnonymousSettings.DEFAULT;
    start(new AnonymousSettings(true, 1, settings.age(), false));
    String id = ok("", "POST", ALL, "").text("appId");
    HttpResponse<String> refused = call("", "POST", ALL, "");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("retry-after")).hasValue("3600");
    assertThat(ids()).containsExactlyInAnyOrder("demo", id);
    ok(ADMIN, "POST", "/admin/apps/" + id + "/claim", "");
    ok("", "POST", ALL, "");
  }

  @Test
  void nothing_of_it_is_felt_outside_and_its_files_are_small() throws Exception {
    start(AnonymousSettings.DEFAULT.enabled(true));
    App app = make();
    Fields no =
        refused(400, app.key, "POST", app.path + "/webhooks", "{\"url\":\"https://a.example\"}");
    assertThat(no.text("code")).isEqualTo("PERMISSION_DENIED");
    String hook = ok(app.key, "POST", app.path + "/webhooks", "{}").text("id");
    String change = "{\"url\":\"https://a.example\"}";
    refused(400, app.key, "PUT", app.path + "/webhooks/" + hook, change);
    assertThat(ok(app.key, "GET", app.path + "/webhooks/" + hook, "").isNull("url")).isTrue();
    assertThat(upload(app, MIB + 1)).isEqualTo(400);
    assertThat(upload(app, MIB)).isEqualTo(200);
    headers.addAll(List.of("Tus-Resumable", "1.0.0", "Upload-Metadata", "filename YQ=="));
    headers.addAll(List.of("Upload-Length", Integer.toString(MIB + 1)));
    assertThat(call(app.key, "POST", app.path + "/uploads", "").statusCode()).isEqualTo(413);
    headers.clear();
    HttpResponse<String> refused =
        call(app.key, "POST", app.path + "/import", archive(app.id, MIB + 1));
    assertThat(refused.body()).contains("FILE_REJECTED");
  }

  @Test
  void nobody_has_texts_translated_for_it() throws Exception {
    start(AnonymousSettings.DEFAULT.enabled(true));
    App app = make();
    var alice = new Actor.UserActor(server.apps().find(app.id).join(), "alice");
    var translations = new Translations(null, Translator.NOBODY);
    assertThatThrownBy(() -> translations.of(alice, new Query.Translate("tea", "m", "es")))
        .isInstanceOfSatisfying(
            Refusal.class, no -> assertThat(no.code()).isEqualTo(ErrorCode.PERMISSION_DENIED));
  }

  @Test
  void an_app_that_is_claimed_is_one_like_others() throws Exception {
    start(AnonymousSettings.DEFAULT.enabled(true));
    App app = make();
    ok(app.key, "PUT", app.path + "/users/alice", "{\"name\":\"Alice\"}");
    String claim = "/admin/apps/" + app.id + "/claim";
    refused(401, app.key, "POST", claim, "");
    assertThat(ok(ADMIN, "GET", "/admin/apps/" + app.id, "").flag("anonymous")).isTrue();
    ok(ADMIN, "POST", claim, "");
    assertThat(ok(ADMIN, "GET", "/admin/apps/" + app.id, "").flag("anonymous")).isFalse();
    refused(404, "", "GET", ALL + "/" + app.token, "");
    refused(404, ADMIN, "POST", claim, "");
    refused(404, ADMIN, "POST", "/admin/apps/demo/claim", "");
    ok(app.key, "GET", app.path + "/users/alice", "");
    ok(app.key, "POST", app.path + "/webhooks", "{\"url\":\"https://a.example\"}");
    assertThat(upload(app, MIB + 1)).isEqualTo(200);
  }

  @Test
  void what_nobody_claims_in_time_goes_with_all_that_is_in_it() throws Exception {
    start(AnonymousSettings.DEFAULT.enabled(true));
    App kept = make();
    ok(ADMIN, "POST", "/admin/apps/" + kept.id + "/claim", "");
    App app = make();
    ok(app.key, "PUT", app.path + "/users/alice", "{\"name\":\"Alice\"}");
    clock.advance(Duration.ofDays(6));
    App later = make();
    clock.advance(Duration.ofDays(2));
    int status = 200;
    for (int i = 0; i < 20_000 && status == 200; i++) {
      status = call("", "GET", app.path, "").statusCode();
    }
    assertThat(status).isEqualTo(404);
    refused(404, "", "GET", ALL + "/" + app.token, "");
    assertThat(ids()).containsExactlyInAnyOrder("demo", kept.id, later.id);
  }

  private void start(AnonymousSettings settings) throws Exception {
    begin(config(settings).withoutRates());
  }

  private void begin(ServerConfig config) throws Exception {
    server = Server.start(config, clock, new java.security.SecureRandom());
  }

  private ServerConfig config(AnonymousSettings settings) {
    return ServerConfig.DEFAULT
        .with(RestSettings.DEFAULT.with(settings))
        .withAdminKey(ADMIN)
        .at("127.0.0.1", 0)
        .in(folder);
  }

  private App make() throws Exception {
    Fields made = ok("", "POST", ALL, "");
    Fields opened = ok("", "GET", ALL + "/" + made.text("accessToken"), "");
    return new App(
        made.text("appId"),
        made.text("accessToken"),
        opened.text("secretKey"),
        "/v1/" + made.text("appId"));
  }

  private int upload(App app, int size) throws Exception {
    return call(app.key, "POST", app.path + "/files?filename=a", "x".repeat(size)).statusCode();
  }

  /// The beginning of an archive with a file.
  private static String archive(String app, int size) {
    return """
    {"type":"tertulia","version":1,"app":"%s"}
    {"type":"file","id":"AAAAAAAAAAAAAAAAAAAAAA","filename":"a","size":%d,%s"sha256":"%s"}
    """
        .formatted(app, size, "\"mediaType\":\"text/plain\",\"kind\":\"file\",", "0".repeat(64));
  }

  private List<String> ids() throws Exception {
    return ok(ADMIN, "GET", "/admin/apps", "").objects("data", one -> one.text("id"));
  }

  private Fields ok(String bearer, String method, String path, String body) throws Exception {
    return refused(200, bearer, method, path, body);
  }

  /// What is answered with that status.
  private Fields refused(int status, String bearer, String method, String path, String body)
      throws Exception {
    HttpResponse<String> answer = call(bearer, method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return Fields.of(Json.parse(answer.body()), "");
  }

  private HttpResponse<String> call(String bearer, String method, String path, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.uri() + path))
            .header("Content-Type", type(path))
            .method(method, BodyPublishers.ofString(body));
    if (!bearer.isEmpty()) {
      request.header("Authorization", "Bearer " + bearer);
    }
    for (int i = 0; i < headers.size(); i += 2) {
      request.header(headers.get(i), headers.get(i + 1));
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static String type(String path) {
    return path.contains("/files") ? "text/plain" : "application/json";
  }

  private record App(String id, String token, String key, String path) {}
}
