package io.tertulia.cli.history;

import io.tertulia.protocol.command.HistoryEntry;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// The server's door for history. A request that gets no answer, or is told to come again, is made
/// again for a while: history that is there already is passed over. For any thread.
final class HistoryApi implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration EXPORT_TIMEOUT = Duration.ofHours(1);
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 15;

  /// As a server prepares one export at a time, and each takes minutes: half an hour.
  private static final int EXPORT_ATTEMPTS = 450;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final URI server;
  private final String app;
  private final String bearer;
  private final RandomGenerator chance;

  /// @param bearer an app's token or secret key
  HistoryApi(URI server, String app, String bearer, RandomGenerator chance) {
    this.server = server;
    this.app = app;
    this.bearer = bearer;
    this.chance = chance;
  }

  /// What the server said.
  sealed interface Answer {
    /// All of it is there now.
    ///
    /// @param messagesKnown how many of the messages it had already
    record Taken(long messagesKnown) implements Answer {}

    /// Nothing of it was taken.
    record Refused(String why) implements Answer {}
  }

  /// What the server said to a part of an archive.
  sealed interface Brought {
    /// All of it is there now.
    ///
    /// @param lines of the part, with its header
    /// @param fresh how many of them said something new
    record Taken(long lines, long fresh) implements Brought {}

    /// A line of it was refused; those before it are there.
    record Refused(String why) implements Brought {}
  }

  /// Brings a part of an archive.
  ///
  /// @throws IOException when it is of no use to go on; its message is for people
  Brought bring(byte[] part) throws IOException, InterruptedException {
    HttpRequest request =
        request("/import")
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofByteArray(part))
            .build();
    HttpResponse<byte[]> response = send(request);
    Fields body = body(response.body());
    return switch (answer(response)) {
      case Answer.Taken taken ->
          new Brought.Taken(body.integerOr("lines", 0), body.integerOr("fresh", 0));
      case Answer.Refused(String why) -> new Brought.Refused(why);
    };
  }

  /// The app's archive as it comes; whoever asks closes it. A server that prepares another one is
  /// asked again, for a while. Not made again when it breaks off.
  ///
  /// @param busy hears once that the server has to be waited for, and why
  /// @throws IOException when there is none; its message is for people
  Export export(Consumer<String> busy) throws IOException, InterruptedException {
    HttpRequest request = request("/export").timeout(EXPORT_TIMEOUT).GET().build();
    for (int attempt = 1; ; attempt++) {
      HttpResponse<InputStream> response = exporting(request);
      int status = response.statusCode();
      if (status == 200) {
        return new Export(
            response.body(), response.headers().firstValueAsLong("content-length").orElse(0));
      }
      try (InputStream body = response.body()) {
        String why = body(body.readAllBytes()).textOr("message", "status " + status);
        if (!retryable(status) || attempt == EXPORT_ATTEMPTS) {
          throw failed(status, why);
        }
        if (attempt == 1) {
          busy.accept(why);
        }
      }
      Thread.sleep(waiting(attempt));
    }
  }

  private HttpResponse<InputStream> exporting(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return client.send(request, BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new IOException(nobody(), e);
    }
  }

  /// An archive on its way here.
  ///
  /// @param length all its bytes
  record Export(InputStream bytes, long length) {}

  /// Returns when a server answers there.
  ///
  /// @throws IOException when none does; its message is for people
  void greet() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(at("/health")).timeout(TIMEOUT).build();
    try {
      client.send(request, BodyHandlers.discarding());
    } catch (IOException e) {
      throw new IOException(nobody(), e);
    }
  }

  /// Brings entries of one conversation.
  ///
  /// @throws IOException when it is of no use to go on; its message is for people
  Answer post(String conversation, List<HistoryEntry> entries)
      throws IOException, InterruptedException {
    Json body =
        Json.object().putAll("entries", entries.stream().map(HistoryEntry::json).toList()).build();
    HttpRequest request =
        request("/history/" + escaped(conversation))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body.toBytes()))
            .build();
    return answer(send(request));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(at("/v1/" + escaped(app) + path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + bearer);
  }

  /// The first answer that is not to come again, within a number of attempts.
  private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        if (!retryable(response.statusCode()) || attempt == ATTEMPTS) {
          return response;
        }
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw new IOException(nobody(), e);
        }
      }
      Thread.sleep(waiting(attempt));
    }
  }

  @Override
  public void close() {
    client.close();
  }

  /// Full jitter under a bound that doubles each time.
  private Duration waiting(int attempt) {
    long bound =
        Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(attempt - 1, 10));
    return Duration.ofMillis(chance.nextLong(bound / 2, bound + 1));
  }

  private static boolean retryable(int status) {
    return status == 429 || status == 502 || status == 503 || status == 504;
  }

  private Answer answer(HttpResponse<byte[]> response) throws IOException {
    Fields body = body(response.body());
    String why = body.textOr("message", "status " + response.statusCode());
    return switch (response.statusCode()) {
      case 200 -> new Answer.Taken(body.integerOr("messagesKnown", 0));
      case 400, 413 -> new Answer.Refused(why);
      default -> throw failed(response.statusCode(), why);
    };
  }

  private IOException failed(int status, String why) {
    return new IOException(
        switch (status) {
          case 401 ->
              "the server refuses the token: %s (make one: ./tertulia token --app %s --admin)"
                  .formatted(why, app);
          case 404 -> "app %s: %s (name one of the server's apps with --app)".formatted(app, why);
          default -> server + ": " + why;
        });
  }

  private static Fields body(byte[] bytes) {
    try {
      return Fields.of(Json.parse(bytes), "");
    } catch (IllegalArgumentException e) {
      // Something else than Tertulia answers, such as a proxy: the status says enough.
      return Fields.of(Json.object().build(), "");
    }
  }

  private String nobody() {
    return "no server answers at " + server + " (start one: ./tertulia serve)";
  }

  private URI at(String path) {
    String base = server.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }

  private static String escaped(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
