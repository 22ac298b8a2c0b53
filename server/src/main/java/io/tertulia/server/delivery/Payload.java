package io.tertulia.server.delivery;

import io.tertulia.protocol.frame.ServerFrame;
import org.jspecify.annotations.Nullable;

/// A frame, encoded once, when the first socket wants it, and shared by all that it goes to. Safe
/// for use by any thread; two that come first at the same time may encode it both.
public final class Payload {
  private final ServerFrame frame;
  private volatile byte @Nullable [] utf8;

  private Payload(ServerFrame frame) {
    this.frame = frame;
  }

  /// A frame to be sent.
  public static Payload of(ServerFrame frame) {
    return new Payload(frame);
  }

  /// The text of the frame; shared, not to be changed.
  public byte[] utf8() {
    byte[] known = utf8;
    if (known == null) {
      known = frame.json().toBytes();
      utf8 = known;
    }
    return known;
  }

  /// How many bytes of text.
  public int size() {
    return utf8().length;
  }
}
