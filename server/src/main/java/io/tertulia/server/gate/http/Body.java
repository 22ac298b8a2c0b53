package io.tertulia.server.gate.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What a client sends after the head of its request, taken as it comes. Used by the one thread
/// that answers the request, which may wait.
///
/// A client that asked whether its body is welcome is told so by the first call, so an endpoint
/// that refuses first is never sent the bytes.
public interface Body {
  /// No bytes.
  Body EMPTY = of(new byte[0]);

  /// How many bytes the client says will come; -1 when it did not say.
  long announced();

  /// The next bytes, good until the next call; null at the end. Waits for them.
  ///
  /// @throws IOException when the client went away, sends too slowly, or broke off: what came until
  ///   then was handed over
  @Nullable ByteBuffer next() throws IOException;

  /// Makes the call of `next` that waits now, and each later one, fail. The only method that
  /// another thread may call.
  void stop();

  /// A body that is there already.
  static Body of(byte[] bytes) {
    return new Body() {
      private boolean taken = bytes.length == 0;

      @Override
      public long announced() {
        return bytes.length;
      }

      @Override
      public @Nullable ByteBuffer next() {
        if (taken) {
          return null;
        }
        taken = true;
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
      }

      @Override
      public void stop() {
        // Nobody ever waits for what is there.
      }
    };
  }
}
