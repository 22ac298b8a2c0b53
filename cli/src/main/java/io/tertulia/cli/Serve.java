package io.tertulia.cli;

import io.tertulia.cli.terminal.Surroundings;
import io.tertulia.server.DataFolder;
import io.tertulia.server.Server;
import io.tertulia.server.ServerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Starts a server and runs it until it is told to stop.
@Command(
    name = "serve",
    description = {
      "Starts the server.",
      "",
      "Every setting can also stand in the file, or in an environment variable: gate.frame-bytes is "
          + "TERTULIA_GATE_FRAME_BYTES. Options win over the environment, the environment over the file."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {
  @Option(names = "--port", paramLabel = "PORT", description = "7070; 0 picks a free one.")
  private @Nullable Integer port;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "The address to listen at: 127.0.0.1.")
  private @Nullable String host;

  @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept: ./data.")
  private @Nullable Path data;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings: tertulia.properties, if it is there.")
  private @Nullable Path file;

  @Option(
      names = "--dev",
      description = "Lets clients of the app demo claim to be anybody, without a token.")
  private boolean dev;

  @Spec private @Nullable CommandSpec spec;

  private final Surroundings surroundings;

  Serve(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ServerConfig config = config();
    boolean fresh = !Files.exists(DataFolder.store(config.data()));
    Server server = Server.start(config);
    // Told to stop by a signal, the JVM would end with a status that says so; to stop when told is
    // success.
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  server.close();
                  Runtime.getRuntime().halt(0);
                }));
    greet(server, config, fresh || surroundings.terminal());
    Thread.currentThread().join();
    return 0;
  }

  private ServerConfig config() throws IOException {
    Map<String, String> given = new HashMap<>();
    put(given, "port", port);
    put(given, "host", host);
    put(given, "data", data);
    put(given, "dev", dev ? "true" : null);
    try {
      return ServerConfig.read(given, file, System.getenv());
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static void put(Map<String, String> given, String key, @Nullable Object value) {
    if (value != null) {
      given.put(key, value.toString());
    }
  }

  /// Says where to go on.
  ///
  /// @param invites whether a person reads it who may want to try the server out: what a service
  ///   says stands in logs, where no key belongs
  private void greet(Server server, ServerConfig config, boolean invites) {
    if (spec == null) {
      return;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println("Tertulia is listening on " + server.uri());
    out.println();
    welcome(out, server, config, invites);
    out.println("Or chat from two other terminals:");
    for (String user : new String[] {"alice", "bob"}) {
      out.println("  " + chat(server, config, user));
    }
    out.println();
    if (config.dev()) {
      out.println("Identities are not verified in the app demo (--dev): anybody can be anybody.");
    } else {
      out.println("Without tokens, for trying things out: ./tertulia serve --dev");
    }
    out.println(
        config.adminKey().isEmpty()
            ? "Admin key: " + DataFolder.adminKey(config.data())
            : "Admin key: as the settings say");
    out.println("Health: " + server.uri() + "/health  Counters: " + server.uri() + "/metrics");
    out.flush();
  }

  private static void welcome(
      PrintWriter out, Server server, ServerConfig config, boolean invites) {
    String page = page(server.uri());
    if (config.dev()) {
      out.println("Two people side by side, to try everything out:\n  " + page);
    } else if (invites) {
      out.println(
          "Two people side by side, to try everything out; this link opens once, within an hour:");
      out.println("  " + page + "#key=" + server.invite());
    } else {
      out.println("To try it out in a browser, start it on a terminal: it prints a link.");
    }
    out.println();
  }

  /// The first page, as a browser on this machine finds it.
  private static String page(URI uri) {
    String host = String.valueOf(uri.getHost());
    boolean everywhere = host.equals("0.0.0.0") || host.equals("[::]");
    return (everywhere ? "http://localhost:" + uri.getPort() : uri) + "/";
  }

  private static String chat(Server server, ServerConfig config, String user) {
    var command = new StringBuilder("./tertulia chat --as " + user + " --in hello");
    if (!server.uri().equals(URI.create("http://127.0.0.1:7070"))) {
      command.append(" --url ").append(server.uri());
    }
    if (!config.dev()) {
      command.append(" --token \"$(./tertulia token --app demo --user ").append(user);
      if (!config.data().normalize().equals(Path.of("data"))) {
        command.append(" --data ").append(quoted(config.data().toString()));
      }
      command.append(")\"");
    }
    return command.toString();
  }

  private static String quoted(String text) {
    return text.matches("[\\w./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
