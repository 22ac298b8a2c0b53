package io.tertulia.cli.chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/// No terminal: lines come from standard input, the conversation goes to standard output, all else
/// to standard error; UTF-8.
///
/// A thread of its own reads, because a read of standard input cannot be given up.
final class PipedDesk implements Desk {
  private static final int READ_AHEAD = 100;

  private final PrintWriter out;
  private final PrintWriter errors;
  private final BlockingQueue<Typed> typed = new ArrayBlockingQueue<>(READ_AHEAD);
  private volatile boolean over;

  PipedDesk(InputStream input, PrintWriter out, PrintWriter errors) {
    this.out = out;
    this.errors = errors;
    Thread.ofPlatform().daemon().name("standard input").start(() -> readAll(input));
  }

  @Override
  public @Nullable String read() {
    try {
      Typed next = over ? new Typed.End() : typed.take();
      if (!over && next instanceof Typed.Line(String line)) {
        return line;
      }
      over = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  @Override
  public void wake() {
    over = true;
    typed.clear();
    typed.add(new Typed.End());
  }

  @Override
  public void print(AttributedString line) {
    say(out, line.toString());
  }

  @Override
  public void hint(String line) {}

  @Override
  public void warn(String line) {
    say(errors, line);
  }

  @Override
  public void close() {
    over = true;
  }

  private static void say(PrintWriter to, String line) {
    synchronized (to) {
      to.println(line);
      to.flush();
    }
  }

  private void readAll(InputStream input) {
    var lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        typed.put(new Typed.Line(line));
      }
    } catch (IOException e) {
      warn("tertulia: standard input: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      typed.put(new Typed.End());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private sealed interface Typed {
    record Line(String text) implements Typed {}

    record End() implements Typed {}
  }
}
