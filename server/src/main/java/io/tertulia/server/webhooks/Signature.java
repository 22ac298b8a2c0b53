package io.tertulia.server.webhooks;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/// What proves that an event comes from this server: HMAC-SHA256 over the time of sending, a dot,
/// and the body, in capital hexadecimal digits. (webhooks.md, section 2.)
final class Signature {
  private Signature() {}

  /// @param hmac signs bytes with the app's key for webhooks
  /// @param timestamp milliseconds since 1970, as a text
  static String of(UnaryOperator<byte[]> hmac, String timestamp, byte[] body) {
    byte[] head = (timestamp + ".").getBytes(StandardCharsets.US_ASCII);
    byte[] message = new byte[head.length + body.length];
    System.arraycopy(head, 0, message, 0, head.length);
    System.arraycopy(body, 0, message, head.length, body.length);
    return HexFormat.of().withUpperCase().formatHex(hmac.apply(message));
  }
}
