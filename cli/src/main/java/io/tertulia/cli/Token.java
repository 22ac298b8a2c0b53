package io.tertulia.cli;

import io.tertulia.server.DataFolder;
import io.tertulia.server.ServerConfig;
import io.tertulia.server.db.Database;
import io.tertulia.server.identity.Apps;
import io.tertulia.server.identity.SecretKey;
import io.tertulia.server.identity.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Prints a token, signed with the app's secret key out of the data folder, whether a server runs
/// on it or not.
@Command(
    name = "token",
    description = "Prints a JSON Web Token for a user of an app, or for the app itself.",
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class Token implements Callable<Integer> {
  @Option(names = "--app", required = true, paramLabel = "APP", description = "The app's id.")
  private String app = "";

  @ArgGroup(multiplicity = "1")
  private Bearer bearer = new Bearer();

  @Option(
      names = "--ttl",
      paramLabel = "TIME",
      description = "How long it is good for, such as 30m, 1h or 7d: 1h.")
  private String ttl = "1h";

  @Option(names = "--data", paramLabel = "DIR", description = "The server's data folder: ./data.")
  private @Nullable Path data;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, SQLException {
    Duration life = life();
    Path folder = data == null ? ServerConfig.DEFAULT.data() : data;
    Path store = DataFolder.store(folder);
    if (!Files.exists(store)) {
      throw new IOException(
          "data folder " + folder + ": no store in it (name the server's folder with --data)");
    }
    InstantSource clock = InstantSource.system();
    Instant end = clock.instant().plus(life);
    try (Database database = Database.open(store, 1, 1)) {
      SecretKey key = new Apps(database, clock, new SecureRandom()).signingKey(app).join();
      String token =
          bearer.user == null ? Tokens.app(key, app, end) : Tokens.user(key, app, bearer.user, end);
      if (spec != null) {
        spec.commandLine().getOut().println(token);
        spec.commandLine().getOut().flush();
      }
    }
    return 0;
  }

  private Duration life() {
    try {
      return ServerConfig.duration("--ttl", ttl);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /// Whom the token is for: one of the two.
  static final class Bearer {
    @Option(names = "--user", paramLabel = "USER", description = "For this user.")
    private @Nullable String user;

    @SuppressWarnings("UnusedVariable") // That it is there is known by the user that is not.
    @Option(names = "--admin", description = "For the app itself: it may do everything in it.")
    private boolean admin;
  }
}
