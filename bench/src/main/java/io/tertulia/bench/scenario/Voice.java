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
  private final long[] begun;
  private Watch watch = new Watch();
  private int upTo;
  private int sent;
  private int acknowledged;

  /// @param most how many may ever be on the way
  Voice(Line line, int stream, String conversation, int most) {
    this.line = line;
    this.stream = stream;
    this.conversation = conversation;
    this.begun = new long[most];
    line.send(stream);
  }

  /// From now on acknowledgements count there.
  void tell(Watch other) {
    watch = other;
  }

  /// Begins to send, each as soon as one is acknowledged.
  ///
  /// @param window how many are on the way
  void start(int window) {
    start(window, Integer.MAX_VALUE);
  }

  /// Begins to send, each as soon as one is acknowledged, up to so many in all.
  void start(int window, int all) {
    upTo = all;
    while (sent - acknowledged < window && sent < upTo) {
      say(System.nanoTime());
    }
  }

  /// Sends one.
  ///
  /// @param intended when it should have been sent
  void say(long intended) {
    if (sent - acknowledged == begun.length) {
      throw new IllegalStateException(
          begun.length + " sends are not answered (expected: fewer at this rate)");
    }
    begun[sent % begun.length] = intended;
    line.say(new Mark(stream, sent, intended).send(Ask.FOLLOW + 1L + sent, conversation));
    sent++;
  }

  /// Takes the answer of the oldest one.
  void done(long id) {
    long expected = Ask.FOLLOW + 1L + acknowledged;
    if (id != expected) {
      throw new IllegalStateException("done: " + id + " (expected: " + expected + ")");
    }
    watch.acknowledged(begun[acknowledged % begun.length]);
    acknowledged++;
    if (sent < upTo) {
      say(System.nanoTime());
    }
  }

  void stop() {
    upTo = 0;
  }

  int sent() {
    return sent;
  }

  boolean isQuiet() {
    return acknowledged == sent;
  }
}
