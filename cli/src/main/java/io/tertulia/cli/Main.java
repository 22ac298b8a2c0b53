package io.tertulia.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The `tertulia` command: everything that a command line can ask of Tertulia.
@Command(
    name = "tertulia",
    description = "In-app chat that you host yourself.",
    version = "tertulia 0.1.0-SNAPSHOT",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {
  private Main() {}

  /// Runs one command and ends the JVM with its status: 0 done, 1 failed, 2 wrong usage.
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
