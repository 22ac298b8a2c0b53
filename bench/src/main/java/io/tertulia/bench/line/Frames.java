package io.tertulia.bench.line;

import java.nio.charset.StandardCharsets;

/// Tells what a frame of the server is by looking at its first bytes, and finds the messages in it
/// by their marks. Builds nothing.
final class Frames {
  /// `{"type":"` stands before the type's first letter.
  private static final int TYPE = 9;

  private Frames() {}

  /// Reads the text of one frame, and tells the line's ear what it says.
  static void read(Line line, byte[] bytes, int from, int to, long now) {
    switch (bytes[from + TYPE]) {
      case 'e' -> messages(line, bytes, from, to, true, now);
      case 'd' -> line.ear().done(line, id(bytes, from, to));
      case 'm', 't' -> {}
      case 'w' -> line.ear().welcomed(line);
      case 'b' -> line.fail(text(bytes, from, to));
      case 'r' -> answerOrRefusal(line, bytes, from, to);
      default -> {
        messages(line, bytes, from, to, false, now);
        long id = id(bytes, from, to);
        if (id >= 0) {
          line.ear().answered(line, id, bytes, from, to);
        }
      }
    }
  }

  /// `results`, `renewed` and `refused` begin alike.
  private static void answerOrRefusal(Line line, byte[] bytes, int from, int to) {
    if (bytes[from + TYPE + 2] == 'f') {
      line.ear().refused(line, text(bytes, from, to));
    } else {
      line.ear().answered(line, id(bytes, from, to), bytes, from, to);
    }
  }

  private static void messages(
      Line line, byte[] bytes, int from, int to, boolean ordered, long now) {
    int mark = Mark.find(bytes, from, to);
    while (mark < to) {
      int stream = Mark.stream(bytes, mark);
      if (line.ledger().take(stream, Mark.sequence(bytes, mark), ordered)) {
        line.ear().message(line, stream, Mark.intended(bytes, mark), now);
      }
      mark = Mark.find(bytes, mark + Math.min(Mark.TEXT, to - mark), to);
    }
  }

  /// The number under which something is answered, or -1 when the frame came by itself. It stands
  /// right behind the type.
  static long id(byte[] bytes, int from, int to) {
    int at = from + TYPE;
    while (bytes[at] != '"') {
      at++;
    }
    if (at + 6 >= to || bytes[at + 2] != '"' || bytes[at + 3] != 'i' || bytes[at + 4] != 'd') {
      return -1;
    }
    long id = 0;
    for (at += 7; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
      id = id * 10 + bytes[at] - '0';
    }
    return id;
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
