package io.tertulia.testkit;

import io.tertulia.server.DataFolder;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import io.tertulia.server.gate.Counters;
import io.tertulia.server.gate.rest.AnonymousSettings;
import io.tertulia.server.gate.rest.RestSettings;
import io.tertulia.server.identity.App;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Apps;
import io.tertulia.server.identity.SecretKey;
import io.tertulia.server.webhooks.WebhookSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A real server in this JVM: on a free port of 127.0.0.1, on a data folder that goes when it is
/// closed.
///
/// One is enough for all tests of a JVM, as each takes an app of its own; [TertuliaExtension] sees
/// to that.
public final class TestServer implements AutoCloseable {
  private static final Duration ATTEMPT = Duration.ofSeconds(1);
  private static final Duration FIRST_RETRY = Duration.ofMillis(20);
  private static final Duration LONGEST_RETRY = Duration.ofMillis(200);

  /// Receivers are on this machine, and soon tried again.
  static final WebhookSettings WEBHOOKS =
      WebhookSettings.DEFAULT
          .withPrivateAddresses(true)
          .withTimes(ATTEMPT, FIRST_RETRY, LONGEST_RETRY);

  /// Anybody may make an app.
  private static final RestSettings ANYBODY =
      RestSettings.DEFAULT.with(AnonymousSettings.DEFAULT.enabled(true));

  private final Path folder;
  private final Server server;

  private TestServer(Path folder, Server server) {
    this.folder = folder;
    this.server = server;
  }

  /// Starts a server with the settings that a server has, but that it holds nobody back, that
  /// anybody may make an app, and that webhooks may be on this machine and are tried again within a
  /// fifth of a second.
  public static TestServer start() {
    return start(UnaryOperator.identity());
  }

  /// Starts a server with other settings; address and data folder are the test's.
  public static TestServer start(UnaryOperator<ServerConfig> settings) {
    try {
      Path folder = Files.createTempDirectory("tertulia-test-");
      ServerConfig config =
          settings.apply(ServerConfig.DEFAULT.withoutRates().with(WEBHOOKS).with(ANYBODY));
      return new TestServer(folder, Server.start(config.at("127.0.0.1", 0).in(folder)));
    } catch (IOException e) {
      throw new UncheckedIOException("the server did not start", e);
    }
  }

  /// Where it can be reached.
  public URI uri() {
    return server.uri();
  }

  /// The address of its first page, with a key that lets one person in.
  public String invitation() {
    return uri() + "/#key=" + server.invite();
  }

  /// What happened how often.
  public Counters counters() {
    return server.counters();
  }

  /// A new app with nobody in it. Its people have to prove who they are, as in a new app of any
  /// server.
  public People newApp() {
    return newApp(AppSettings.DEFAULT);
  }

  /// A new app with nobody in it.
  public People newApp(AppSettings settings) {
    String id = "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    try {
      Apps.NewApp created = server.apps().create(id, settings);
      return new People(this, created.app().id(), created.key());
    } catch (SQLException e) {
      throw new IllegalStateException("app " + id + " could not be created", e);
    }
  }

  /// The key of whoever runs it.
  public String adminKey() {
    try {
      return Files.readString(DataFolder.adminKey(folder)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("the admin key cannot be read", e);
    }
  }

  /// Deletes an app with all that is in it, as whoever runs the server does.
  public void delete(String appId) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(uri() + "/admin/apps/" + appId))
              .header("Authorization", "Bearer " + adminKey())
              .DELETE()
              .build();
      try (HttpClient http = HttpClient.newHttpClient()) {
        int status = http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        if (status != 200) {
          throw new AssertionError("the server said " + status);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("app " + appId + " could not be deleted", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /// Stops it and deletes what it kept.
  @Override
  public void close() {
    server.close();
    try (Stream<Path> tree = Files.walk(folder)) {
      List<Path> deepestFirst = tree.sorted((a, b) -> b.compareTo(a)).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the data folder stays: " + folder, e);
    }
  }

  void change(String appId, UnaryOperator<AppSettings> change) {
    server.configure(app(appId), change);
  }

  SecretKey addKey(String appId) {
    try {
      return server.apps().addKey(app(appId));
    } catch (SQLException e) {
      throw new IllegalStateException("app " + appId + " got no key", e);
    }
  }

  private App app(String id) {
    return server.apps().find(id).join();
  }
}
