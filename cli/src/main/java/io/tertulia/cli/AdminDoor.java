package io.tertulia.cli;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.DataFolder;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import java.io.IOException;
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
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where whoever runs a server asks it about its apps: a server that runs, or one of our own for as
/// long as it is needed.
///
/// @param own null when it is not ours
record AdminDoor(URI uri, String key, @Nullable Server own, HttpClient client)
    implements AutoCloseable {
  static final String VARIABLE = "TERTULIA_ADMIN_KEY";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /// The server at an address, with the key of the environment.
  ///
  /// @throws UsageException when there is none
  static AdminDoor at(String url, Map<String, String> environment) {
    String key = environment.get(VARIABLE);
    if (key == null) {
      throw new UsageException("--url: needs the server's admin key in " + VARIABLE);
    }
    URI uri;
    try {
      uri = URI.create(url.replaceFirst("/+$", ""));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--url: " + url + " (expected: such as http://127.0.0.1:7070)");
    }
    return new AdminDoor(uri, key, null, HttpClient.newHttpClient());
  }

  /// The server that runs on a data folder, else one that is started on it now. Whoever may read
  /// the folder has its key.
  ///
  /// @throws IOException when the folder cannot be used; its message is for people
  static AdminDoor on(Path folder, Map<String, String> environment) throws IOException {
    Optional<URI> running = DataFolder.server(folder);
    Server own =
        running.isPresent()
            ? null
            : Server.start(ServerConfig.DEFAULT.in(folder).at("127.0.0.1", 0));
    URI uri = own == null ? running.orElseThrow() : own.uri();
    String chosen = own == null ? environment.get(VARIABLE) : null;
    String key =
        chosen != null
            ? chosen
            : Files.readString(DataFolder.adminKey(folder), StandardCharsets.US_ASCII).strip();
    return new AdminDoor(uri, key, own, HttpClient.newHttpClient());
  }

  /// What the server answers.
  ///
  /// @param body null for none
  /// @throws IOException when it says no, or nothing; its message is for people
  Fields call(String method, String path, @Nullable Json body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(uri + path))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body.toBytes()))
            .build();
    HttpResponse<byte[]> answer;
    try {
      answer = client.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new IOException("nobody answers at " + uri + " (start it with ./tertulia serve)", e);
    }
    try {
      Fields said = Fields.of(Json.parse(answer.body()), "");
      if (answer.statusCode() == 200) {
        return said;
      }
      throw new IOException(said.textOr("message", "the server said " + answer.statusCode()));
    } catch (IllegalArgumentException e) {
      throw new IOException("what answers at " + uri + " is no Tertulia", e);
    }
  }

  @Override
  public void close() {
    client.close();
    if (own != null) {
      own.close();
    }
  }
}
