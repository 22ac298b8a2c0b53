package io.tertulia.cli.history;

import io.tertulia.cli.terminal.Gauge;
import io.tertulia.cli.terminal.Surroundings;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Writes everything of an app, so that `./tertulia import` brings it to another server.
@Command(
    name = "export",
    description = {
      "Exports everything of an app as lines of JSON: settings, people, conversations with all that "
          + "is in them, and files. ./tertulia import takes it.",
      "",
      "From the server at --url, or from a data folder, whether a server runs on it or not."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
public final class Export implements Callable<Integer> {
  private final Surroundings surroundings;
  private final InstantSource clock = InstantSource.system();

  @Mixin private Where where = new Where();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Where it goes, zipped if the name ends with .gz; whole or not at all.")
  private @Nullable Path out;

  @Spec private @Nullable CommandSpec spec;

  /// @param surroundings tells whether a progress bar is welcome
  public Export(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (spec == null) {
      throw new IllegalStateException("called by picocli only");
    }
    CommandLine command = spec.commandLine();
    try (Destination source = where.destination(command, surroundings.environment(), clock);
        HistoryApi api =
            new HistoryApi(source.uri(), where.app(), source.bearer(), new SecureRandom())) {
      api.greet();
      HistoryApi.Export export = api.export(why -> say(command.getErr(), "Waiting: " + why));
      boolean shown = surroundings.terminal() && out != null;
      try (var bytes = new Shown(export, command.getErr(), shown)) {
        if (out == null) {
          print(bytes, command.getOut());
        } else {
          write(bytes, out);
        }
      }
      if (out != null) {
        say(command.getErr(), "Exported " + Gauge.bytes(export.length()) + " to " + out);
      }
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage());
      throw new IOException(
          why.contains("expected") || why.contains(": ") || why.contains("./tertulia")
              ? why
              : "the export broke off: " + why + " (run it again)",
          e);
    }
    return 0;
  }

  private static void say(PrintWriter to, String line) {
    to.println(line);
    to.flush();
  }

  /// Stops when nobody reads on, such as behind a pipe into `head`.
  private static void print(InputStream bytes, PrintWriter to) throws IOException {
    var text = new InputStreamReader(bytes, StandardCharsets.UTF_8);
    char[] piece = new char[1 << 16];
    for (int read = text.read(piece); read >= 0 && !to.checkError(); read = text.read(piece)) {
      to.write(piece, 0, read);
    }
    if (to.checkError()) {
      throw new IOException("standard output: closed (expected: open to the end)");
    }
  }

  private static void write(InputStream bytes, Path to) throws IOException {
    Path part = to.resolveSibling(to.getFileName() + ".part");
    part.toFile().deleteOnExit();
    try {
      try (OutputStream file = Files.newOutputStream(part)) {
        if (to.toString().endsWith(".gz")) {
          try (var zipped = new GZIPOutputStream(file, 1 << 16)) {
            bytes.transferTo(zipped);
          }
        } else {
          bytes.transferTo(file);
        }
      }
      Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /// Bytes with a bar that grows while they go by.
  private static final class Shown extends FilterInputStream {
    private static final long PACE = 1 << 20;

    private final PrintWriter terminal;
    private final boolean shown;
    private final long all;
    private long count;
    private long drawn = -PACE;

    Shown(HistoryApi.Export export, PrintWriter terminal, boolean shown) {
      super(export.bytes());
      this.all = export.length();
      this.terminal = terminal;
      this.shown = shown;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = super.read(into, from, length);
      count += Math.max(read, 0);
      if (shown && count - drawn >= PACE) {
        drawn = count;
        terminal.print("\r" + Gauge.bar(count, all) + "  " + Gauge.bytes(count) + "\033[K");
        terminal.flush();
      }
      return read;
    }

    @Override
    public void close() throws IOException {
      super.close();
      if (shown) {
        terminal.print("\r\033[K");
        terminal.flush();
      }
    }
  }
}
