package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.Server;
import io.tertulia.server.TestServer;
import io.tertulia.server.identity.App;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Apps.NewApp;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An app of a test's own whose back end calls the REST API.
final class RestApp {
  private final HttpClient client;
  private final Server server;
  private final NewApp app;
  private final Map<String, String> headers = new LinkedHashMap<>();

  private RestApp(HttpClient client, Server server, NewApp app) {
    this.client = client;
    this.server = server;
    this.app = app;
    headers.put("Authorization", "Bearer " + app.key().reveal());
    headers.put("Content-Type", "application/json");
  }

  /// One on the server that all tests share.
  static RestApp create() throws Exception {
    return on(TestServer.shared());
  }

  static RestApp on(Server server) throws Exception {
    return new RestApp(
        DescribedClient.shared(),
        server,
        TestServer.app(server, AppSettings.DEFAULT.withVerifyIdentity(false)));
  }

  /// The same app, which may send what nobody described.
  RestApp odd() {
    return new RestApp(DescribedClient.ofAnswers(), server, app);
  }

  App app() {
    return app.app();
  }

  /// The app's secret key.
  String key() {
    return app.key().reveal();
  }

  Server server() {
    return server;
  }

  /// The same app, called with one more header.
  RestApp with(String header, String value) {
    RestApp other = new RestApp(client, server, app);
    other.headers.putAll(headers);
    other.headers.put(header, value);
    return other;
  }

  /// Creates users named like their ids.
  void users(String... ids) throws Exception {
    Json.Builder users = Json.object();
    for (String id : ids) {
      users.put(id, Json.object().put("name", id).build());
    }
    ok("PUT", "/users", users.build().toText());
  }

  /// Sends a text; tells the message's id.
  String say(String conversation, String sender, String text) throws Exception {
    Json message =
        Json.object().put("type", "UserMessage").put("sender", sender).put("text", text).build();
    Json sent =
        ok(
            "POST",
            "/conversations/" + conversation + "/messages",
            new Json.Arr(List.of(message)).toText());
    return Fields.of(((Json.Arr) sent).items().getFirst(), "").text("id");
  }

  Json ok(String method, String path) throws Exception {
    return ok(method, path, "");
  }

  /// What is answered with 200.
  Json ok(String method, String path, String body) throws Exception {
    HttpResponse<String> answer = send(method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.parse(answer.body());
  }

  Fields get(String path) throws Exception {
    return Fields.of(ok("GET", path), "");
  }

  /// The items of a page.
  List<Fields> page(String path) throws Exception {
    Fields page = get(path);
    assertThat(page.json().members()).containsOnlyKeys("data");
    return page.objects("data", one -> one);
  }

  /// The ids of a page.
  List<String> ids(String path) throws Exception {
    return page(path).stream().map(item -> item.text("id")).toList();
  }

  /// What is refused with that status.
  Fields refused(int status, String method, String path, String body) throws Exception {
    HttpResponse<String> answer = send(method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    Fields error = Fields.of(Json.parse(answer.body()), "");
    assertThat(error.text("message")).isNotBlank();
    assertThat(error.has("data")).isFalse();
    return error;
  }

  HttpResponse<String> send(String method, String path, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.uri() + "/v1/" + app.app().id() + path))
            .timeout(Duration.ofSeconds(15))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /// A text as it stands in a path or a query.
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
