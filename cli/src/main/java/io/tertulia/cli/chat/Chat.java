package io.tertulia.cli.chat;

import io.tertulia.cli.terminal.SafeText;
import io.tertulia.cli.terminal.Surroundings;
import io.tertulia.client.TalkException;
import io.tertulia.client.TalkSession;
import io.tertulia.client.TalkSessionOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Lets a person, or a script, take part in a conversation.
@Command(
    name = "chat",
    description = {
      "Chats in a conversation; creates the user and the conversation when missing.",
      "",
      "Without a terminal, sends each line of standard input and prints what is said to standard "
          + "output; at the end of the input it waits until all is sent."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
public final class Chat implements Callable<Integer> {
  private static final int UNSENT = 1;

  /// How long somebody who quits waits for what they said last.
  private static final Duration HASTE = Duration.ofSeconds(5);

  private static final Duration FOREVER = Duration.ofDays(365);

  private final Surroundings surroundings;

  @Mixin private Caller caller = new Caller();

  @Option(
      names = "--in",
      required = true,
      paramLabel = "CONVERSATION",
      description = "Where: an id.")
  private String conversation = "";

  @Spec private @Nullable CommandSpec spec;

  /// @param surroundings tells whether there is a terminal
  public Chat(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandSpec command = known(spec);
    TalkSessionOptions options = caller.options(command);
    if (conversation.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "--in: empty (expected: a conversation's id)");
    }
    try (TalkSession session = TalkSession.get(options);
        Desk desk = desk(command)) {
      Voice voice =
          new Voice(
              desk,
              new Wording(
                  ZoneId.systemDefault(),
                  !surroundings.terminal(),
                  LocalDate.now(ZoneId.systemDefault())));
      try (Room room = Room.enter(session, conversation, voice)) {
        if (surroundings.terminal()) {
          room.watchTyping();
          desk.whenTyping(room::type);
          desk.whenInterrupted(room::cancel);
        }
        return talk(desk, room);
      }
    } catch (TimeoutException e) {
      throw Caller.nobody(options, e);
    } catch (TalkException e) {
      throw caller.explained(e);
    }
  }

  private int talk(Desk desk, Room room) throws InterruptedException {
    boolean quit = new Typist(desk, room).type();
    boolean hasty = quit || surroundings.terminal();
    boolean sent = room.failure() == null && room.settle(hasty ? HASTE : FOREVER);
    TalkException failure = room.failure();
    if (failure != null) {
      throw failure;
    }
    return sent ? 0 : UNSENT;
  }

  private Desk desk(CommandSpec command) throws IOException {
    return surroundings.terminal()
        ? TerminalDesk.open(
            SafeText.line(caller.user()) + "> ",
            surroundings.colours(),
            Typist.HELP,
            Typist.OLDER,
            Typist.UPLOAD,
            Typist.CANCEL,
            Typist.QUIT)
        : new PipedDesk(
            surroundings.input(), command.commandLine().getOut(), command.commandLine().getErr());
  }

  private static CommandSpec known(@Nullable CommandSpec spec) {
    if (spec == null) {
      throw new IllegalStateException("called by picocli only");
    }
    return spec;
  }
}
