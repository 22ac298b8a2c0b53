package io.tertulia.bench.subject;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.identity.SecretKey;
import io.tertulia.server.identity.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

/// An app of the server, which people and conversations are brought into.
///
/// @param id the app's
/// @param key its secret key
public record House(Subject subject, String id, SecretKey key) {
  private static final Duration LIFE = Duration.ofHours(6);

  /// Makes an app, by the admin's door.
  public static House build(Subject subject, String id) {
    Fields made =
        call(
            subject,
            "/admin/apps",
            subject.adminKey(),
            BodyPublishers.ofByteArray(Json.object().put("id", id).build().toBytes()));
    return new House(subject, id, SecretKey.parse(made.object("key").text("key")));
  }

  /// A token with which somebody says hello.
  public String token(String user) {
    return Tokens.user(key, id, user, Instant.now().plus(LIFE));
  }

  /// Where lines of this app go.
  public String path() {
    return "/v1/" + id + "/realtime";
  }

  /// Brings people and conversations in, all at once, as an archive.
  public void moveIn(Cast cast) {
    try {
      call(
          subject,
          "/v1/" + id + "/import",
          key.reveal(),
          BodyPublishers.ofFile(cast.write(subject.folder().resolve("cast.jsonl"), id)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Fields call(Subject subject, String path, String bearer, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(subject.uri() + path))
            .header("Authorization", "Bearer " + bearer)
            .header("Content-Type", "application/json")
            .POST(body)
            .build();
    HttpClient client = HttpClient.newHttpClient();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
      }
      return Fields.of(Json.parse(answer.body()), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      // To close it takes up to three seconds.
      client.shutdownNow();
    }
  }
}
