package io.tertulia.bench.scenario;

import io.tertulia.bench.line.Line;
import io.tertulia.bench.line.Mark;

/// Somebody who sends one stream of messages.
///
/// As fast as it is answered, with so many on the way; or at times that do not depend on answers.
final class Voice {
  private final Line line;
  private final int stream;
  private final String conversation;
  private final Watch watch;
  private final int window;
  private final long[] begun;
  private boolean on;
  private int sent;
  private int acknowledged;

  /// @param window how many may be on the way
  Voice(Line line, int stream, String conversation, Watch watch, int window) {
    this.line = line;
    this.stream = stream;
    this.conversation = conversation;
    this.watch = watch;
    this.window = window;
    this.begun = new long[window];
    line.send(stream);
  }

  /// Begins to send, each as soon as one is acknowledged.
  void start() {
    on = true;
    while (sent - acknowledged < window) {
      say(System.nanoTime());
    }
  }

  /// Sends one.
  ///
  /// @param intended when it should have been sent
  void say(long intended) {
    if (sent - acknowledged == window) {
      throw new IllegalStateException(
          window + " sends are not answered (expected: fewer at this rate)");
    }
    begun[sent % window] = intended;
    line.say(new Mark(stream, sent, intended).send(Ask.FOLLOW + 1L + sent, conversation));
    sent++;
  }

  /// Takes the answer of the oldest one.
  void done(long id) {
    long expected = Ask.FOLLOW + 1L + acknowledged;
    if (id != expected) {
      throw new IllegalStateException("done: " + id + " (expected: " + expected + ")");
    }
    watch.acknowledged(begun[acknowledged % window]);
    acknowledged++;
    if (on) {
      say(System.nanoTime());
    }
  }

  void stop() {
    on = false;
  }

  int sent() {
    return sent;
  }

  boolean isQuiet() {
    return acknowledged == sent;
  }
}
