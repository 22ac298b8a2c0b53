package io.tertulia.cli;

import io.tertulia.cli.terminal.Surroundings;
import io.tertulia.testkit.TestServer;
import io.tertulia.testkit.law.Law;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Plays random scripts against a server of its own, for people who work on Tertulia.
@Command(
    name = "law",
    description = {
      "Plays random scripts against a server of its own, cuts the network meanwhile, and compares what every "
          + "subscription shows with what a fresh one shows.",
      "",
      "A seed that breaks this law is printed as a list of steps, as short as it goes. Exit status 1 if one does."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class LawCommand implements Callable<Integer> {
  @Option(names = "--seeds", paramLabel = "N", description = "How many scripts: 300.")
  private int seeds = 300;

  @Option(names = "--from", paramLabel = "S", description = "The first seed: 1.")
  private long from = 1;

  @Option(
      names = "--script",
      paramLabel = "SCRIPT",
      description = "Plays one script again, as it was printed: a seed, a colon and steps.")
  private @Nullable String script;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (seeds < 1) {
      throw new UsageException("--seeds: " + seeds + " (expected: at least 1)");
    }
    try (TestServer server = TestServer.start()) {
      Law law = new Law(server, this::tell);
      Law.Verdict verdict = script == null ? law.hold(from, seeds) : law.hold(script);
      tell(verdict + " (" + law.figures() + ")");
      return verdict.broken().isEmpty() ? 0 : 1;
    }
  }

  /// Lines that only tell how far it is overwrite each other at a terminal, and stay away
  /// elsewhere.
  private synchronized void tell(String line) {
    if (spec == null) {
      return;
    }
    PrintWriter out = spec.commandLine().getOut();
    boolean progress = line.endsWith(" broke");
    boolean terminal = Surroundings.real().terminal();
    if (progress && terminal) {
      out.print("\r" + line);
    } else if (!progress) {
      out.println((terminal ? "\r" : "") + line);
    }
    out.flush();
  }
}
