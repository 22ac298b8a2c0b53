package io.tertulia.server.gate.uploads;

import io.tertulia.server.files.Uploads;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Bytes of which there must be one at least: a form or a body with none was sent by mistake. Used
/// by one thread.
final class Filled implements Uploads.Source {
  private final Uploads.Source source;
  private boolean isFilled;

  Filled(Uploads.Source source) {
    this.source = source;
  }

  @Override
  public @Nullable ByteBuffer next() throws IOException {
    ByteBuffer next = source.next();
    if (next != null) {
      isFilled |= next.hasRemaining();
    } else if (!isFilled) {
      throw new IllegalArgumentException("file: empty (expected: at least one byte)");
    }
    return next;
  }

  @Override
  public void stop() {
    source.stop();
  }
}
