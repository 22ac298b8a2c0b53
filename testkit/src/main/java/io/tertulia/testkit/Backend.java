package io.tertulia.testkit;

import io.tertulia.protocol.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The application's own server, which speaks REST with the app's secret key and may do everything
/// in the app.
///
/// A call waits for its answer. Paths are given in segments, which may hold any character. Safe for
/// use by any thread.
public final class Backend {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String root;
  private final String bearer;

  Backend(URI server, String appId, String bearer) {
    this.root = server + "/v1/" + appId;
    this.bearer = bearer;
  }

  public Answer get(String... path) {
    return call("GET", null, path);
  }

  public Answer put(Json body, String... path) {
    return call("PUT", body, path);
  }

  public Answer post(Json body, String... path) {
    return call("POST", body, path);
  }

  public Answer patch(Json body, String... path) {
    return call("PATCH", body, path);
  }

  public Answer delete(String... path) {
    return call("DELETE", null, path);
  }

  /// Asks and waits for the answer, whatever it is.
  ///
  /// @param body null for none
  /// @param path segments below the app; one that begins with `?` is put behind it as it is
  /// @throws AssertionError when no answer comes
  public Answer call(String method, @Nullable Json body, String... path) {
    var sent =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(body.toBytes());
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    root + Stream.of(path).map(Backend::segment).collect(Collectors.joining())))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + bearer)
            .header("Content-Type", "application/json")
            .method(method, sent)
            .build();
    try {
      HttpResponse<byte[]> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(
          answer.statusCode(),
          answer.body().length == 0 ? Json.Null.NULL : Json.parse(answer.body()));
    } catch (IOException e) {
      throw new AssertionError(method + " " + request.uri() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(method + " " + request.uri() + " was interrupted", e);
    }
  }

  private static String segment(String text) {
    return text.startsWith("?")
        ? text
        : "/" + URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// What the server said.
  ///
  /// @param body null in JSON when there was none
  public record Answer(int status, Json body) {
    /// Says whether the call was carried out.
    public boolean isDone() {
      return status >= 200 && status < 300;
    }

    /// This answer, of a call that was carried out.
    ///
    /// @throws AssertionError when it was not
    public Answer orThrow() {
      if (!isDone()) {
        throw new AssertionError("the server said " + status + " " + body.toText());
      }
      return this;
    }
  }
}
