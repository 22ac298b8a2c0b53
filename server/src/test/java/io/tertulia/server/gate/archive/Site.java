package io.tertulia.server.gate.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import io.tertulia.server.gate.rest.DescribedClient;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Apps.NewApp;
import io.tertulia.server.identity.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// An app on a server, as its own server sees it.
final class Site {
  private static final HttpClient CLIENT = DescribedClient.shared();

  final Server server;
  final NewApp app;

  Site(Server server, String id) throws SQLException {
    this.server = server;
    this.app = server.apps().create(id, AppSettings.DEFAULT);
  }

  /// A server with nothing in it.
  static Server empty() throws IOException {
    return Server.start(
        ServerConfig.DEFAULT.at("127.0.0.1", 0).in(Files.createTempDirectory("tertulia-archive")));
  }

  Json ok(String method, String path, String body) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = send(method, path, body.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return Json.parse(answer.body());
  }

  /// Waits for its turn: other tests export too, and a server prepares one archive at a time.
  byte[] export() throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = send("GET", "/export", new byte[0]);
    while (answer.statusCode() == 503) {
      answer = send("GET", "/export", new byte[0]);
    }
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  /// How many lines said something new.
  long bring(byte[] archive) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = send("POST", "/import", archive);
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return Fields.of(Json.parse(answer.body()), "").integer("fresh");
  }

  /// Why an archive is refused.
  String refused(byte[] archive) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = send("POST", "/import", archive);
    assertThat(answer.statusCode()).isEqualTo(400);
    return Fields.of(Json.parse(answer.body()), "").text("message");
  }

  String userToken(String user) {
    return Tokens.user(app.key(), app.app().id(), user, null);
  }

  /// The status of a call with another bearer.
  int status(String method, String path, String bearer) throws IOException, InterruptedException {
    return send(method, path, new byte[0], bearer).statusCode();
  }

  HttpResponse<byte[]> send(String method, String path, byte[] body)
      throws IOException, InterruptedException {
    return send(method, path, body, app.key().reveal());
  }

  private HttpResponse<byte[]> send(String method, String path, byte[] body, String bearer)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.uri() + "/v1/" + app.app().id() + path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + bearer)
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
            .build();
    return CLIENT.send(request, BodyHandlers.ofByteArray());
  }

  /// Takes a file in; tells its token.
  String upload(String filename, byte[] bytes) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = send("POST", "/files?filename=" + filename, bytes);
    assertThat(answer.statusCode()).isEqualTo(200);
    return Fields.of(Json.parse(answer.body()), "").text("attachmentToken");
  }

  /// Sends a message; tells its id.
  String message(String conversation, String message) throws IOException, InterruptedException {
    Json ids = ok("POST", "/conversations/" + conversation + "/messages", "[" + message + "]");
    return Fields.of(((Json.Arr) ids).items().getFirst(), "").text("id");
  }

  static List<String> lines(byte[] archive) {
    return new String(archive, StandardCharsets.UTF_8).lines().toList();
  }

  static byte[] archive(String... lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
