package io.tertulia.cli.history;

import io.tertulia.cli.terminal.Surroundings;
import io.tertulia.server.ServerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Brings chat history out of files to a server.
@Command(
    name = "import",
    description = {
      "Imports chat history: JSON Lines, plain or gzip, one event a line, oldest first.",
      "",
      "Into the server at --url, or into a data folder, whether a server runs on it or not. "
          + "The same import can be run again: what is there is passed over.",
      "",
      "Fields of a line: conversation, index (grows within it), at (ms since 1970), kind (message, "
          + "action, join, leave, rename, system), user, text, replyTo (an index), to (of a rename)."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
public final class Import implements Callable<Integer> {
  private final Surroundings surroundings;
  private final InstantSource clock = InstantSource.system();

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files, read in this order.")
  private List<Path> files = List.of();

  @ArgGroup private Where where = new Where();

  @Option(names = "--app", paramLabel = "APP", description = "The app's id: demo.")
  private String app = "demo";

  @Option(
      names = {"--token", "--key"},
      paramLabel = "TOKEN",
      description =
          "With --url: what ./tertulia token --app APP --admin prints, or a secret key of the app.")
  private @Nullable String token;

  @Option(names = "--dry-run", description = "Only checks the files; writes nothing.")
  private boolean dryRun;

  @Spec private @Nullable CommandSpec spec;

  /// @param surroundings tells whether a progress bar is welcome
  public Import(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandSpec command = known(spec);
    Tally tally = new Tally();
    Progress progress =
        new Progress(command.commandLine().getErr(), surroundings.terminal(), clock, allBytes());
    if (dryRun) {
      read(new Nowhere(), tally, progress, "are good");
    } else {
      try (Destination destination = destination(command);
          HistoryApi api =
              new HistoryApi(destination.uri(), app, destination.bearer(), new SecureRandom())) {
        api.greet();
        try (Chunks chunks = new Chunks(api, tally)) {
          read(chunks, tally, progress, "are imported; run it again when it is corrected");
        }
      }
    }
    PrintWriter out = command.commandLine().getOut();
    out.println((dryRun ? "Good: " : "Imported ") + tally.summary(progress.time()));
    out.flush();
    return 0;
  }

  private void read(Sink sink, Tally tally, Progress progress, String soFar)
      throws IOException, InterruptedException {
    try {
      new Reading(sink, tally, progress).all(files);
    } catch (BadLineException e) {
      long lines = dryRun ? tally.lines() : tally.written();
      throw new IOException(
          String.format(Locale.ROOT, "%s (%,d lines %s)", e.getMessage(), lines, soFar), e);
    } finally {
      progress.clear();
    }
  }

  private Destination destination(CommandSpec command) throws IOException {
    URI url = where.url;
    if (url == null) {
      if (token != null) {
        throw new ParameterException(
            command.commandLine(), "--token: only with --url (a data folder has its own keys)");
      }
      return Destination.on(config(command), app, clock);
    }
    if (token == null) {
      throw new ParameterException(
          command.commandLine(),
          "--token: missing (give what ./tertulia token --app " + app + " --admin prints)");
    }
    if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        || url.getHost() == null) {
      throw new ParameterException(
          command.commandLine(), "--url: " + url + " (expected: http://HOST:PORT)");
    }
    return new Destination(url, token, null);
  }

  private ServerConfig config(CommandSpec command) throws IOException {
    Path data = where.data;
    try {
      return ServerConfig.read(
          data == null ? Map.of() : Map.of("data", data.toString()),
          null,
          surroundings.environment());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private long allBytes() throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.exists(file) ? Files.size(file) : 0;
    }
    return bytes;
  }

  private static CommandSpec known(@Nullable CommandSpec spec) {
    if (spec == null) {
      throw new IllegalStateException("called by picocli only");
    }
    return spec;
  }

  /// One of the two, or the default data folder.
  static final class Where {
    @Option(names = "--url", paramLabel = "URL", description = "The server.")
    private @Nullable URI url;

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder: ./data.")
    private @Nullable Path data;
  }

  /// For checking only.
  private static final class Nowhere implements Sink {
    @Override
    public void take(HistoryLine line, Place place, int bytes) {}

    @Override
    public void finish() {}
  }
}
