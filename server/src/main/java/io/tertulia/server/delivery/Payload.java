package io.tertulia.server.delivery;

import io.tertulia.protocol.frame.ServerFrame;
import org.jspecify.annotations.Nullable;

/// A frame, encoded once and shared by all sockets that it goes to. Safe for use by any thread.
public final class Payload {
  private final byte[] utf8;
  private volatile @Nullable Object framed;

  private Payload(byte[] utf8) {
    this.utf8 = utf8;
  }

  /// Encodes a frame.
  public static Payload of(ServerFrame frame) {
    return new Payload(frame.json().toBytes());
  }

  /// The text of the frame; shared, not to be changed.
  public byte[] utf8() {
    return utf8;
  }

  /// How many bytes of text.
  public int size() {
    return utf8.length;
  }

  /// What the transport made of it, kept so that the next socket need not make it again; null at
  /// first.
  public @Nullable Object framed() {
    return framed;
  }

  /// Keeps what the transport made of it. Two threads may do so at the same time: either will do.
  public void keepFramed(Object made) {
    framed = made;
  }
}
