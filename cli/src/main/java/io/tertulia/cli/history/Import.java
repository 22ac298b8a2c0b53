package io.tertulia.cli.history;

import io.tertulia.cli.terminal.Surroundings;
import io.tertulia.server.archive.ArchiveLine;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Brings chat history out of files to a server.
@Command(
    name = "import",
    description = {
      "Imports what ./tertulia export wrote, or chat history, or what the REST API told; plain or "
          + "gzip. What it is shows the first line of the first file.",
      "",
      "Into the server at --url, or into a data folder, whether a server runs on it or not. "
          + "The same import can be run again: what is there is passed over.",
      "",
      "History is JSON Lines, one event a line. Fields: conversation, index (grows "
          + "within it), at (ms since 1970), kind (message, action, join, leave, rename, system), "
          + "user, text, replyTo (an index), to (of a rename).",
      "",
      "Of a REST API come users, conversations and messages, in any order of files: objects, lists "
          + "of them, or pages {\"data\":[...]}. Attachments become links to where they are."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
public final class Import implements Callable<Integer> {
  private final Surroundings surroundings;
  private final InstantSource clock = InstantSource.system();

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Files, read in this order; - is what is piped in.")
  private List<Path> files = List.of();

  @Mixin private Where where = new Where();

  @Option(names = "--dry-run", description = "Only checks the files; writes nothing.")
  private boolean dryRun;

  @Spec private @Nullable CommandSpec spec;

  /// @param surroundings tells whether a progress bar is welcome
  public Import(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandLine command = known(spec).commandLine();
    where.check(command);
    Sources sources = new Sources(surroundings.input());
    Progress progress =
        new Progress(command.getErr(), surroundings.terminal(), clock, sources.bytes(files));
    String summary =
        switch (Format.of(sources, files.getFirst())) {
          case HISTORY -> history(command, sources, progress);
          case ARCHIVE -> archive(command, sources, progress);
          case REST -> rest(command, sources, progress);
        };
    command.getOut().println((dryRun ? "Good: " : "Imported ") + summary);
    command.getOut().flush();
    return 0;
  }

  private String history(CommandLine command, Sources sources, Progress progress)
      throws IOException, InterruptedException {
    Tally tally = new Tally();
    into(
        command,
        progress,
        () -> dryRun ? tally.lines() : tally.written(),
        api -> {
          if (api == null) {
            new Reading(sources, new Nowhere(), tally, progress).all(files);
            return;
          }
          try (Chunks chunks = new Chunks(api, tally)) {
            new Reading(sources, chunks, tally, progress).all(files);
          }
        });
    return tally.summary(progress.time());
  }

  private String archive(CommandLine command, Sources sources, Progress progress)
      throws IOException, InterruptedException {
    LineTally tally = new LineTally();
    into(
        command,
        progress,
        () -> dryRun ? tally.lines() : tally.written(),
        api ->
            new ArchiveReading(
                    sources,
                    header -> api == null ? Lines.NOWHERE : new Parts(api, tally, header),
                    tally,
                    progress)
                .all(files));
    return tally.summary(progress.time());
  }

  private String rest(CommandLine command, Sources sources, Progress progress)
      throws IOException, InterruptedException {
    LineTally tally = new LineTally();
    byte[] header = new ArchiveLine.Header(where.app()).toBytes();
    into(
        command,
        progress,
        () -> dryRun ? tally.lines() : tally.written(),
        api -> {
          try (RestReading reading = RestReading.open(tally, progress, clock.millis())) {
            reading.all(sources, files);
            reading.tell(api == null ? Lines.NOWHERE : new Parts(api, tally, header));
          }
        });
    return tally.summary(progress.time());
  }

  /// Has files read into a server, or only checked.
  private void into(CommandLine command, Progress progress, LongSupplier lines, Pass pass)
      throws IOException, InterruptedException {
    try {
      if (dryRun) {
        pass.read(null);
        return;
      }
      try (Destination destination = where.destination(command, surroundings.environment(), clock);
          HistoryApi api =
              new HistoryApi(
                  destination.uri(), where.app(), destination.bearer(), new SecureRandom())) {
        api.greet();
        pass.read(api);
      }
    } catch (BadLineException e) {
      String soFar = dryRun ? "are good" : "are imported; run it again when it is corrected";
      throw new IOException(
          String.format(Locale.ROOT, "%s (%,d lines %s)", e.getMessage(), lines.getAsLong(), soFar),
          e);
    } finally {
      progress.clear();
    }
  }

  private static CommandSpec known(@Nullable CommandSpec spec) {
    if (spec == null) {
      throw new IllegalStateException("called by picocli only");
    }
    return spec;
  }

  /// One pass through the files.
  @FunctionalInterface
  private interface Pass {
    /// @param api null when they are only checked
    void read(@Nullable HistoryApi api) throws IOException, InterruptedException, BadLineException;
  }

  /// For checking only.
  private static final class Nowhere implements Sink {
    @Override
    public void take(HistoryLine line, Place place, int bytes) {}

    @Override
    public void finish() {}
  }
}
