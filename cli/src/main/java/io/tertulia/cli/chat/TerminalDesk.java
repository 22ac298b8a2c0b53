package io.tertulia.cli.chat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.Widget;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Status;
import org.jspecify.annotations.Nullable;

/// A terminal with a line at the bottom that can be edited; everything else appears above it.
final class TerminalDesk implements Desk {
  private final Terminal terminal;
  private final LineReader reader;
  private final String prompt;
  private final boolean colours;
  private final Thread typist = Thread.currentThread();
  private BooleanSupplier interrupted = () -> false;
  private volatile boolean over;

  private TerminalDesk(Terminal terminal, LineReader reader, String prompt, boolean colours) {
    this.terminal = terminal;
    this.reader = reader;
    this.prompt = prompt;
    this.colours = colours;
  }

  /// Takes the terminal of this process; the thread that calls is the one that reads.
  ///
  /// @param prompt stands before the line
  /// @param commands offered when a word is completed
  /// @param colours whether they are welcome, if the terminal has any
  static TerminalDesk open(String prompt, boolean colours, String... commands) throws IOException {
    Terminal terminal =
        TerminalBuilder.builder().system(true).encoding(StandardCharsets.UTF_8).build();
    DefaultParser words = new DefaultParser();
    words.setQuoteChars(new char[0]);
    words.setEscapeChars(new char[0]);
    LineReader reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .parser(words)
            .completer(new StringsCompleter(commands))
            // A message may hold exclamation marks; and what was sent shows up as a message.
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.ERASE_LINE_ON_FINISH, true)
            .build();
    return new TerminalDesk(terminal, reader, prompt, colours);
  }

  @Override
  public @Nullable String read() {
    while (!over) {
      try {
        return reader.readLine(prompt);
      } catch (UserInterruptException e) {
        // Ctrl-C, or somebody woke this thread.
        if (over || !interrupted.getAsBoolean()) {
          return null;
        }
      } catch (EndOfFileException e) {
        return null;
      }
    }
    return null;
  }

  @Override
  public void wake() {
    over = true;
    typist.interrupt();
  }

  @Override
  public void print(AttributedString line) {
    reader.printAbove(colours ? line : new AttributedString(line.toString()));
  }

  @Override
  public void hint(String line) {
    print(new AttributedString(line, AttributedStyle.DEFAULT.faint()));
  }

  @Override
  public void warn(String line) {
    print(new AttributedString(line, AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW)));
  }

  @Override
  public void show(String line) {
    Status below = Status.getStatus(terminal);
    if (below != null) {
      below.update(
          line.isEmpty()
              ? List.of()
              : List.of(new AttributedString(line, AttributedStyle.DEFAULT.faint())));
    }
  }

  @Override
  public void whenTyping(Runnable task) {
    Widget insert = Objects.requireNonNull(reader.getBuiltinWidgets().get(LineReader.SELF_INSERT));
    reader
        .getWidgets()
        .put(
            LineReader.SELF_INSERT,
            () -> {
              boolean inserted = insert.apply();
              String line = reader.getBuffer().toString();
              if (!line.isBlank() && (!line.startsWith("/") || line.startsWith("//"))) {
                task.run();
              }
              return inserted;
            });
  }

  @Override
  public void whenInterrupted(BooleanSupplier task) {
    interrupted = task;
  }

  @Override
  public void close() {
    try {
      terminal.close();
    } catch (IOException e) {
      // The process ends anyway, and nobody could be told.
      over = true;
    }
  }
}
