package io.tertulia.bench.scenario;

import io.tertulia.bench.line.Ear;
import io.tertulia.bench.line.Ledger;
import io.tertulia.bench.line.Line;
import io.tertulia.bench.sdk.Reader;
import io.tertulia.bench.subject.Cast;
import io.tertulia.bench.subject.Machine;
import io.tertulia.bench.subject.Spent;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The SDK in a JVM of its own, with a subscription of a thousand messages, into which a hundred
/// come every second.
final class Sdk {
  private static final int MESSAGES = 1_000;
  private static final int PER_SECOND = 100;
  private static final int ANY = 10_000;
  private static final double MIB = 1 << 20;

  private Sdk() {}

  static void run(Stage stage) {
    stage.set(new Cast(2).room(MESSAGES, List.of(0, 1)));
    Watch watch = new Watch();
    Line line = stage.line(0, new Ledger(0, 0), watch);
    var _ = Crowd.connect(stage.loop(), List.of(line), 1, watch, Ask::inbox);
    Voice voice = new Voice(line, 0, Cast.conversation(0), ANY);
    voice.tell(watch);
    line.tell(
        new Ear() {
          @Override
          public void done(Line up, long id) {
            voice.done(id);
          }
        });
    try {
      Process reader = start(stage);
      try {
        measure(stage, voice, watch, reader);
      } finally {
        reader.destroy();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void measure(Stage stage, Voice voice, Watch watch, Process reader)
      throws IOException {
    try (BufferedWriter in = reader.outputWriter();
        BufferedReader out = reader.inputReader()) {
      expect(out.readLine(), "ready");
      Pace pace = Pace.begin(stage.loop(), PER_SECOND, voice::say);
      stage.warmUp();
      watch.start();
      long[] before = ask(in, out);
      long cpu = Machine.cpu(reader.pid());
      Spent spent = stage.measure(stage.options().window(), () -> watch.acks() > 0);
      cpu = Machine.cpu(reader.pid()) - cpu;
      long[] after = ask(in, out);
      pace.stop();
      double messages = after[0] - before[0];
      var _ =
          stage
              .figures()
              .put("client CPU per message", cpu / messages, "µs")
              .put("client allocation per message", (after[1] - before[1]) / messages, "bytes")
              .put("messages per second", messages * 1e6 / spent.wall(), "1/s")
              .put("client memory", Machine.memory(reader.pid()).resident() / MIB, "MiB");
      stage.note("", spent);
    }
  }

  private static Process start(Stage stage) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            Reader.class.getName(),
            stage.subject().uri().toString(),
            stage.house().id(),
            Cast.user(1),
            stage.house().token(Cast.user(1)),
            Cast.conversation(0),
            Integer.toString(MESSAGES));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /// How many messages came, and how many bytes were allocated, until now.
  private static long[] ask(BufferedWriter in, BufferedReader out) throws IOException {
    in.newLine();
    in.flush();
    String[] words = String.valueOf(out.readLine()).split(" ", -1);
    return new long[] {Long.parseLong(words[0]), Long.parseLong(words[1])};
  }

  private static void expect(@Nullable String line, String expected) throws IOException {
    if (!expected.equals(line)) {
      throw new IOException("the SDK's process said " + line + " (expected: " + expected + ")");
    }
  }
}
