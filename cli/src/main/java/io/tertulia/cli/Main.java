package io.tertulia.cli;

import java.io.PrintWriter;
import java.util.concurrent.CompletionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/// The `tertulia` command: everything that a command line can ask of Tertulia. Each subcommand is a
/// class.
@Command(
    name = "tertulia",
    description = "In-app chat that you host yourself.",
    version = "tertulia 0.1.0-SNAPSHOT",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {Serve.class, Token.class})
public final class Main {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private Main() {}

  /// Runs one command and ends the JVM with its status: 0 done, 1 failed, 2 wrong usage.
  public static void main(String[] arguments) {
    System.exit(commands().execute(arguments));
  }

  /// All commands; errors become one line.
  static CommandLine commands() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(Main::failed)
        .setParameterExceptionHandler(Main::misused);
  }

  private static int failed(
      Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    say(command.getErr(), message == null ? cause.getClass().getSimpleName() : message);
    return cause instanceof UsageException ? WRONG_USAGE : FAILED;
  }

  private static int misused(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    say(
        command.getErr(),
        wrong.getMessage() + " (try: " + command.getCommandSpec().qualifiedName() + " --help)");
    return WRONG_USAGE;
  }

  private static void say(PrintWriter errors, String message) {
    errors.println("tertulia: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
    errors.flush();
  }
}
