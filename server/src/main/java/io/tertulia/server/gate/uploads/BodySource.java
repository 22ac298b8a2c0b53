package io.tertulia.server.gate.uploads;

import io.tertulia.server.files.Uploads;
import io.tertulia.server.gate.http.Body;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// A request's body as the bytes of an upload.
final class BodySource implements Uploads.Source {
  private final Body body;
  private final LongAdder bytes;
  private boolean begun;

  /// @param bytes counts what comes
  BodySource(Body body, LongAdder bytes) {
    this.body = body;
    this.bytes = bytes;
  }

  @Override
  public @Nullable ByteBuffer next() throws IOException {
    begun = true;
    ByteBuffer next = body.next();
    if (next != null) {
      bytes.add(next.remaining());
    }
    return next;
  }

  @Override
  public void stop() {
    body.stop();
  }

  /// Says whether anybody asked for bytes.
  boolean begun() {
    return begun;
  }
}
