package io.tertulia.bench.line;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// What the text of a measured message begins with: carets, by which it is found among bytes, then
/// three numbers in hexadecimal. Words follow, as people write them, up to [#TEXT] bytes.
///
/// @param stream who sends, and where: messages of one stream have an order
/// @param sequence 0, 1, 2 … within its stream
/// @param intended when it should have been sent, by [System#nanoTime]
public record Mark(int stream, int sequence, long intended) {
  /// Bytes of a whole text.
  public static final int TEXT = 200;

  /// As many carets as bytes that a search may leave out.
  static final int CARETS = 16;

  static final byte CARET = '^';

  /// Bytes of a mark.
  static final int LENGTH = CARETS + 8 + 8 + 16;

  private static final HexFormat HEX = HexFormat.of();
  private static final String WORDS =
      " tea at five or rather at six when everybody is back from the market with bread and plums"
          + " and the lamp in the kitchen is lit again as it was before the storm came over the hill";

  /// The text of a message, without anything that JSON would escape.
  public String text() {
    StringBuilder text = new StringBuilder(TEXT);
    text.repeat(CARET, CARETS)
        .append(HEX.toHexDigits(stream))
        .append(HEX.toHexDigits(sequence))
        .append(HEX.toHexDigits(intended))
        .append(WORDS)
        .setLength(TEXT);
    return text.toString();
  }

  /// Where the next mark begins, or `to` when there is none. Looks at each sixteenth byte only.
  static int find(byte[] bytes, int from, int to) {
    for (int at = from + CARETS - 1; at < to; at += CARETS) {
      if (bytes[at] == CARET) {
        int first = at;
        while (first > from && bytes[first - 1] == CARET) {
          first--;
        }
        if (first + LENGTH <= to && bytes[first + CARETS - 1] == CARET) {
          return first;
        }
      }
    }
    return to;
  }

  static int stream(byte[] bytes, int mark) {
    return (int) hex(bytes, mark + CARETS, 8);
  }

  static int sequence(byte[] bytes, int mark) {
    return (int) hex(bytes, mark + CARETS + 8, 8);
  }

  static long intended(byte[] bytes, int mark) {
    return hex(bytes, mark + CARETS + 16, 16);
  }

  private static long hex(byte[] bytes, int from, int digits) {
    long value = 0;
    for (int at = from; at < from + digits; at++) {
      int character = bytes[at];
      value = (value << 4) | (character <= '9' ? character - '0' : character - 'a' + 10);
    }
    return value;
  }

  /// A frame that sends a message with this mark.
  ///
  /// @param id under which it is answered
  public byte[] send(long id, String conversation) {
    return ("{\"type\":\"do\",\"id\":"
            + id
            + ",\"command\":{\"type\":\"sendMessage\",\"conversationId\":\""
            + conversation
            + "\",\"key\":\"k"
            + stream
            + "-"
            + sequence
            + "\",\"text\":\""
            + text()
            + "\"}}")
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
