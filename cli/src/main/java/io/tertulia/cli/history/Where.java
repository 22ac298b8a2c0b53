package io.tertulia.cli.history;

import io.tertulia.server.ServerConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// Which app of which server a command deals with, as options.
final class Where {
  @ArgGroup private Server server = new Server();

  @Option(names = "--app", paramLabel = "APP", description = "The app's id: demo.")
  private String app = "demo";

  @Option(
      names = {"--token", "--key"},
      paramLabel = "TOKEN",
      description =
          "With --url: what ./tertulia token --app APP --admin prints, or a secret key of the app.")
  private @Nullable String token;

  String app() {
    return app;
  }

  /// The server: that of `--url`, or one on the data folder.
  ///
  /// @param environment of the process
  Destination destination(CommandLine command, Map<String, String> environment, InstantSource clock)
      throws IOException {
    check(command);
    URI url = server.url;
    return url == null || token == null
        ? Destination.on(config(command, environment), app, clock)
        : new Destination(url, token, null);
  }

  /// Refuses options that do not go together.
  ///
  /// @throws ParameterException that says what to give
  void check(CommandLine command) {
    URI url = server.url;
    if (url == null) {
      if (token != null) {
        throw new ParameterException(
            command, "--token: only with --url (a data folder has its own keys)");
      }
      return;
    }
    if (token == null) {
      throw new ParameterException(
          command,
          "--token: missing (give what ./tertulia token --app " + app + " --admin prints)");
    }
    if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        || url.getHost() == null) {
      throw new ParameterException(command, "--url: " + url + " (expected: http://HOST:PORT)");
    }
  }

  private ServerConfig config(CommandLine command, Map<String, String> environment)
      throws IOException {
    Path data = server.data;
    try {
      return ServerConfig.read(
          data == null ? Map.of() : Map.of("data", data.toString()), null, environment);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, String.valueOf(e.getMessage()), e);
    }
  }

  /// One of the two, or the default data folder.
  static final class Server {
    @Option(names = "--url", paramLabel = "URL", description = "The server.")
    private @Nullable URI url;

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder: ./data.")
    private @Nullable Path data;
  }
}
