package io.tertulia.cli;

import io.tertulia.bench.BenchCommand;
import io.tertulia.cli.chat.Chat;
import io.tertulia.cli.chat.Upload;
import io.tertulia.cli.history.Export;
import io.tertulia.cli.history.Import;
import io.tertulia.cli.terminal.SafeText;
import io.tertulia.cli.terminal.Surroundings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import org.slf4j.bridge.SLF4JBridgeHandler;
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
    subcommands = {Token.class, LawCommand.class, BenchCommand.class})
public final class Main {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private Main() {}

  /// Runs one command and ends the JVM with its status: 0 done, 1 failed, 2 wrong usage.
  public static void main(String[] arguments) {
    // The SDK logs through java.util.logging: one place decides what is shown.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    System.exit(
        commands(Surroundings.real())
            .setOut(utf8(FileDescriptor.out))
            .setErr(utf8(FileDescriptor.err))
            .execute(arguments));
  }

  /// All commands; errors become one line.
  static CommandLine commands(Surroundings surroundings) {
    return new CommandLine(new Main())
        .addSubcommand(new Serve(surroundings))
        .addSubcommand(new AppsCommand(surroundings))
        .addSubcommand(new Chat(surroundings))
        .addSubcommand(new Upload(surroundings))
        .addSubcommand(new Import(surroundings))
        .addSubcommand(new Export(surroundings))
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
    String line = message.strip().replaceAll("\\s*\\R\\s*", " ");
    errors.println("tertulia: " + SafeText.line(line));
    errors.flush();
  }

  /// What is piped is UTF-8, whatever the locale says.
  private static PrintWriter utf8(FileDescriptor stream) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8));
  }
}
