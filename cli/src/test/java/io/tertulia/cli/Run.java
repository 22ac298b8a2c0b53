package io.tertulia.cli;

import io.tertulia.cli.terminal.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A command that runs in this JVM, without a terminal.
final class Run implements AutoCloseable {
  final Said out = new Said();
  final Said err = new Said();
  private final PipedOutputStream keyboard = new PipedOutputStream();
  private final CompletableFuture<Integer> status;

  private Run(InputStream given, boolean typed, String... arguments) {
    try {
      InputStream input = typed ? new PipedInputStream(keyboard, 1 << 16) : given;
      status =
          CompletableFuture.supplyAsync(
              () ->
                  Main.commands(new Surroundings(input, false, Map.of()))
                      .setOut(new PrintWriter(out))
                      .setErr(new PrintWriter(err))
                      .execute(arguments),
              task -> Thread.ofVirtual().start(task));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Nothing is piped in.
  static Run of(String... arguments) {
    return with("", arguments);
  }

  /// All of the input is there.
  static Run with(String input, String... arguments) {
    return with(input.getBytes(StandardCharsets.UTF_8), arguments);
  }

  /// All of the input is there.
  static Run with(byte[] input, String... arguments) {
    return new Run(new ByteArrayInputStream(input), false, arguments);
  }

  /// The input comes from [#type].
  static Run live(String... arguments) {
    return new Run(InputStream.nullInputStream(), true, arguments);
  }

  void type(String line) throws IOException {
    keyboard.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    keyboard.flush();
  }

  /// Ends the input.
  void end() throws IOException {
    keyboard.close();
  }

  /// Waits for the exit status.
  int status() {
    return statusWithin(Duration.ofMinutes(2));
  }

  /// Waits for the exit status, no longer than that.
  int statusWithin(Duration patience) {
    return status.copy().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  /// All of the output, once it has ended.
  String outWhenDone() {
    status();
    return out.text();
  }

  /// All that went wrong, once it has ended.
  String errWhenDone() {
    status();
    return err.text();
  }

  @Override
  public void close() throws IOException {
    keyboard.close();
    status();
  }
}
