package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.DataFolder;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which apps there are is the business of whoever runs the server.
class AdminTest {
  private static final HttpClient CLIENT = DescribedClient.shared();

  @TempDir Path folder;
  private Server server;
  private String key;

  @BeforeEach
  void start() throws Exception {
    server = Server.start(ServerConfig.DEFAULT.at("127.0.0.1", 0).in(folder));
    key = Files.readString(DataFolder.adminKey(folder)).strip();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void the_key_is_made_at_the_first_start_for_the_owner_alone() throws Exception {
    assertThat(key).matches("adm_[0-9A-Za-z]{40}");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("admin.key"))))
        .isEqualTo("rw-------");
    stop();
    start();
    assertThat(call("GET", "/admin/apps", "").statusCode()).isEqualTo(200);
  }

  @Test
  void a_chosen_key_takes_its_place_and_a_short_one_stops_the_start() throws Exception {
    stop();
    ServerConfig config = ServerConfig.DEFAULT.at("127.0.0.1", 0).in(folder);
    server = Server.start(config.withAdminKey("a-secret-of-24-characters"));
    assertThat(call("GET", "/admin/apps", "").statusCode()).isEqualTo(401);
    key = "a-secret-of-24-characters";
    assertThat(call("GET", "/admin/apps", "").statusCode()).isEqualTo(200);
    stop();
    assertThatThrownBy(() -> Server.start(config.withAdminKey("short")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("admin-key: 5 characters");
  }

  @Test
  void nobody_else_is_let_in() throws Exception {
    Fields made = ok("POST", "/admin/apps", "{\"id\":\"shop\"}");
    String right = key;
    for (String wrong :
        new String[] {
          "",
          "adm_",
          right + "x",
          made.object("key").text("key"),
          right.toLowerCase(java.util.Locale.ROOT)
        }) {
      key = wrong;
      assertThat(call("GET", "/admin/apps", "").statusCode()).isEqualTo(401);
      assertThat(call("POST", "/admin/apps", "{\"id\":\"other\"}").statusCode()).isEqualTo(401);
      assertThat(call("DELETE", "/admin/apps/shop", "").statusCode()).isEqualTo(401);
    }
    key = right;
    assertThat(ids()).containsExactly("demo", "shop");
  }

  @Test
  void an_app_is_created_with_its_settings_and_a_key_that_is_shown_once() throws Exception {
    Fields made =
        ok("POST", "/admin/apps", "{\"id\":\"shop\",\"settings\":{\"verifyIdentity\":false}}");
    String secret = made.object("key").text("key");
    assertThat(made.object("key").flag("webhooks")).isTrue();
    assertThat(made.object("settings").flag("verifyIdentity")).isFalse();
    assertThat(as(secret, "PUT", "/v1/shop/users/alice", "{\"name\":\"Alice\"}").statusCode())
        .isEqualTo(200);
    assertThat(call("GET", "/admin/apps/shop", "").body()).doesNotContain(secret);
    assertThat(call("POST", "/admin/apps", "{\"id\":\"shop\"}").statusCode()).isEqualTo(400);
    assertThat(call("POST", "/admin/apps", "{\"id\":\"a b\"}").statusCode()).isEqualTo(400);
    assertThat(call("POST", "/admin/apps", "{\"id\":\"x\",\"settings\":{\"a\":1}}").statusCode())
        .isEqualTo(400);
    assertThat(ids()).containsExactly("demo", "shop");
  }

  @Test
  void whoever_has_the_key_acts_as_an_app_with_a_token_that_ends_soon() throws Exception {
    ok("POST", "/admin/apps", "{\"id\":\"shop\"}");
    Fields signed = ok("POST", "/admin/apps/shop/token", "");
    String token = signed.text("token");
    long minutes = (signed.integer("endsAt") - System.currentTimeMillis()) / 60_000;
    assertThat(minutes).isBetween(0L, 10L);
    assertThat(as(token, "PUT", "/v1/shop/users/alice", "{\"name\":\"Alice\"}").statusCode())
        .isEqualTo(200);
    assertThat(as(token, "PUT", "/v1/demo/users/alice", "{\"name\":\"Alice\"}").statusCode())
        .isEqualTo(401);
    assertThat(as(token, "GET", "/admin/apps", "").statusCode()).isEqualTo(401);
    assertThat(as(token, "POST", "/admin/apps/shop/token", "").statusCode()).isEqualTo(401);
    assertThat(call("POST", "/admin/apps/none/token", "").statusCode()).isEqualTo(404);
  }

  @Test
  void apps_are_listed_page_by_page() throws Exception {
    for (String id : new String[] {"c", "a", "b"}) {
      ok("POST", "/admin/apps", "{\"id\":\"" + id + "\"}");
    }
    assertThat(ids("?limit=2")).containsExactly("a", "b");
    assertThat(ids("?limit=2&startingAfter=b")).containsExactly("c", "demo");
    assertThat(ids("?limit=2&startingAfter=demo")).isEmpty();
  }

  @Test
  void a_deleted_app_is_gone_with_all_that_was_in_it_and_its_id_is_free() throws Exception {
    String secret = ok("POST", "/admin/apps", "{\"id\":\"shop\"}").object("key").text("key");
    as(secret, "PUT", "/v1/shop/users/alice", "{\"name\":\"Alice\"}");
    as(secret, "PUT", "/v1/shop/conversations/tea", "{\"participants\":[\"alice\"]}");
    String file =
        as(secret, "POST", "/v1/shop/files?filename=plan.txt", "plantedfilecontent").body();
    String token =
        Fields.of(Json.parse(file.getBytes(StandardCharsets.UTF_8)), "").text("attachmentToken");
    as(
        secret,
        "POST",
        "/v1/shop/conversations/tea/messages",
        """
        [{"type":"UserMessage","sender":"alice","text":"plantedwordinanapp"},
         {"type":"UserMessage","sender":"alice","attachmentToken":"%s"}]
        """
            .formatted(token));
    assertThat(bytes()).contains("plantedwordinanapp").contains("plantedfilecontent");
    long app = number("SELECT key FROM apps WHERE id='shop'");

    assertThat(call("DELETE", "/admin/apps/shop", "").body()).isEqualTo("{}");

    assertThat(as(secret, "GET", "/v1/shop/users/alice", "").statusCode()).isEqualTo(404);
    assertThat(call("DELETE", "/admin/apps/shop", "").statusCode()).isEqualTo(404);
    assertThat(bytes()).doesNotContain("plantedwordinanapp").doesNotContain("plantedfilecontent");
    for (String table : tablesOfApps()) {
      assertThat(number("SELECT count(*) FROM " + table + " WHERE app=" + app)).as(table).isZero();
    }
    ok("POST", "/admin/apps", "{\"id\":\"shop\"}");
    assertThat(as(secret, "GET", "/v1/shop/users/alice", "").statusCode()).isEqualTo(401);
  }

  private List<String> tablesOfApps() throws Exception {
    List<String> tables = new ArrayList<>();
    try (var store = DriverManager.getConnection("jdbc:sqlite:" + DataFolder.store(folder));
        ResultSet rows =
            store
                .createStatement()
                .executeQuery(
                    "SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c"
                        + " WHERE m.type='table' AND c.name='app'")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    assertThat(tables).contains("users", "conversations", "files", "app_keys");
    return tables;
  }

  private long number(String query) throws Exception {
    try (var store = DriverManager.getConnection("jdbc:sqlite:" + DataFolder.store(folder));
        ResultSet rows = store.createStatement().executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private String bytes() throws IOException {
    var all = new StringBuilder();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }

  private List<String> ids() throws Exception {
    return ids("");
  }

  private List<String> ids(String query) throws Exception {
    return ok("GET", "/admin/apps" + query, "").objects("data", one -> one.text("id"));
  }

  private Fields ok(String method, String path, String body) throws Exception {
    HttpResponse<String> answer = call(method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Fields.of(Json.parse(answer.body().getBytes(StandardCharsets.UTF_8)), "");
  }

  private HttpResponse<String> call(String method, String path, String body) throws Exception {
    return as(key, method, path, body);
  }

  private HttpResponse<String> as(String bearer, String method, String path, String body)
      throws Exception {
    String type = path.contains("/files") ? "text/plain" : "application/json";
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(server.uri() + path))
            .header("Authorization", "Bearer " + bearer)
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
