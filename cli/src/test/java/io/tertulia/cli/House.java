package io.tertulia.cli;

import io.tertulia.client.TalkSession;
import io.tertulia.client.TalkSessionOptions;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.SecretKey;
import io.tertulia.server.identity.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/// The one server of this JVM, and an app of its own for each test.
final class House {
  private static final AtomicInteger APPS = new AtomicInteger();

  final Server server;
  final String app;

  House(Server server, String app) {
    this.server = server;
    this.app = app;
  }

  /// The one server, a new app.
  static House open() {
    String app = "test-" + APPS.incrementAndGet();
    try {
      Shared.SERVER.apps().create(app, AppSettings.DEFAULT);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new House(Shared.SERVER, app);
  }

  /// The app that another server begins with.
  static House demo(Server server) {
    return new House(server, "demo");
  }

  URI uri() {
    return server.uri();
  }

  String tokenOf(String user) {
    return Tokens.user(key(), app, user, null);
  }

  String appToken() {
    return Tokens.app(key(), app, null);
  }

  SecretKey key() {
    return server.apps().signingKey(app).join();
  }

  TalkSession session(String user) {
    return TalkSession.get(
        TalkSessionOptions.builder(app, user)
            .baseUri(uri())
            .token(tokenOf(user))
            .forceNew(true)
            .build());
  }

  private static final class Shared {
    private static final Server SERVER = start();

    private static Server start() {
      try {
        Path folder = Files.createTempDirectory("tertulia-cli");
        Server server =
            Server.start(ServerConfig.DEFAULT.withoutRates().at("127.0.0.1", 0).in(folder));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
