package io.tertulia.cli.chat;

import io.tertulia.cli.terminal.Gauge;
import io.tertulia.cli.terminal.SafeText;
import io.tertulia.cli.terminal.Surroundings;
import io.tertulia.client.ConversationRef;
import io.tertulia.client.CreateUserParams;
import io.tertulia.client.SendMessageParams;
import io.tertulia.client.TalkException;
import io.tertulia.client.TalkSession;
import io.tertulia.client.TalkSessionOptions;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.content.SendFileBlock;
import io.tertulia.protocol.file.FileKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Uploads files, and sends them if that is asked for.
@Command(
    name = "upload",
    description = {
      "Uploads files, and prints a token for each: it can be sent in any conversation of the app,"
          + " any number of times.",
      "",
      "With --in sends each file at once. Creates the user, and the conversation, when missing. A"
          + " file that no message names is gone after a day."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
public final class Upload implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "What to upload.")
  private List<String> files = List.of();

  @Mixin private Caller caller = new Caller();

  @Option(
      names = "--in",
      paramLabel = "CONVERSATION",
      description = "Where to send them: an id. Without it they are not sent.")
  private @Nullable String conversation;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "As what: file, image, video, audio or voice. Without it the extension of each tells.")
  private @Nullable String kind;

  @Spec private @Nullable CommandSpec spec;

  /// @param surroundings tells whether there is a terminal for a progress bar
  public Upload(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandSpec command = known(spec);
    TalkSessionOptions options = caller.options(command);
    List<Outgoing> outgoing = outgoing(command);
    try (TalkSession session = TalkSession.get(options)) {
      enter(session);
      ConversationRef where = conversation == null ? null : session.conversation(conversation);
      if (where != null) {
        Room.answer(where.createIfNotExists());
      }
      for (Outgoing file : outgoing) {
        FileToken token = upload(session, file, command.commandLine().getErr());
        PrintWriter out = command.commandLine().getOut();
        out.println(token.value());
        out.flush();
        if (where != null) {
          Room.answer(where.send(SendMessageParams.builder(new SendFileBlock(token)).build()));
        }
      }
      return 0;
    } catch (TimeoutException e) {
      throw Caller.nobody(options, e);
    } catch (TalkException e) {
      throw caller.explained(e);
    }
  }

  /// All of them are there, before the first is uploaded.
  private List<Outgoing> outgoing(CommandSpec command) throws IOException {
    if (conversation != null && conversation.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "--in: empty (expected: a conversation's id)");
    }
    FileKind chosen = null;
    try {
      chosen = kind == null ? null : FileKind.parse(kind.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), "--" + e.getMessage(), e);
    }
    List<Outgoing> outgoing = new ArrayList<>();
    for (String file : files) {
      outgoing.add(Outgoing.of(file, chosen));
    }
    return outgoing;
  }

  /// An upload would look for a server for minutes; somebody who waits wants to know at once.
  private void enter(TalkSession session) throws InterruptedException, TimeoutException {
    try (Reception reception = Reception.of(session, () -> {}, () -> {})) {
      CreateUserParams user = CreateUserParams.builder(caller.user()).build();
      var created = session.currentUser().createIfNotExists(user);
      reception.awaitSomebody();
      Room.answer(created);
    }
  }

  private FileToken upload(TalkSession session, Outgoing file, PrintWriter terminal)
      throws IOException, InterruptedException {
    String name = SafeText.excerpt(file.name(), 40);
    long begun = System.nanoTime();
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<FileToken> upload =
        file.upload(
            session,
            (sent, all) -> {
              Duration time = Duration.ofNanos(System.nanoTime() - begun);
              String size = "  " + Gauge.bytes(all) + Gauge.left(sent, all, time);
              show(terminal, name + "  " + Gauge.bar(sent, all) + size, over);
            });
    try {
      return upload.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TalkException refusal) {
        throw new IOException(name + ": " + caller.explained(refusal).getMessage(), refusal);
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      show(terminal, "", over);
      over.set(true);
    }
  }

  /// A number may come late, when its upload has ended.
  private void show(PrintWriter terminal, String line, AtomicBoolean over) {
    synchronized (terminal) {
      if (surroundings.terminal() && !over.get()) {
        terminal.print("\r" + line + "\033[K");
        terminal.flush();
      }
    }
  }

  private static CommandSpec known(@Nullable CommandSpec spec) {
    if (spec == null) {
      throw new IllegalStateException("called by picocli only");
    }
    return spec;
  }
}
