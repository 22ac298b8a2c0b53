package io.tertulia.cli.history;

import io.tertulia.server.DataFolder;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import io.tertulia.server.db.Database;
import io.tertulia.server.identity.Apps;
import io.tertulia.server.identity.SecretKey;
import io.tertulia.server.identity.Tokens;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// The server that takes the history: one that runs, or one of our own for as long as it is needed.
///
/// @param own null when it is not ours
record Destination(URI uri, String bearer, @Nullable Server own) implements AutoCloseable {
  private static final Duration TOKEN_LIFE = Duration.ofDays(7);

  /// The server that runs on a data folder, else one that is started on it now. Whoever may read
  /// the folder may sign for its apps.
  ///
  /// @throws IOException when the folder cannot be used, or has no such app; its message is for
  ///   people
  static Destination on(ServerConfig config, String app, InstantSource clock) throws IOException {
    Optional<URI> running = DataFolder.server(config.data());
    if (running.isPresent()) {
      return new Destination(running.get(), bearer(config.data(), app, clock), null);
    }
    Server own = Server.start(config.at("127.0.0.1", 0));
    try {
      return new Destination(own.uri(), token(own.apps(), app, clock), own);
    } catch (IOException | RuntimeException e) {
      own.close();
      throw e;
    }
  }

  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }

  private static String bearer(Path folder, String app, InstantSource clock) throws IOException {
    try (Database database = Database.open(DataFolder.store(folder), 1, 1)) {
      return token(new Apps(database, clock, new SecureRandom()), app, clock);
    } catch (SQLException e) {
      throw new IOException("data folder " + folder + ": " + e.getMessage(), e);
    }
  }

  private static String token(Apps apps, String app, InstantSource clock) throws IOException {
    try {
      SecretKey key = apps.signingKey(app).join();
      return Tokens.app(key, app, clock.instant().plus(TOKEN_LIFE));
    } catch (CompletionException e) {
      throw new IOException("app " + app + ": unknown in this data folder (name one by --app)", e);
    }
  }
}
