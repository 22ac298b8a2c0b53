package io.tertulia.server.files.s3;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// Bytes of an object on their way down. When the connection breaks it asks for the rest; when
/// whoever reads goes away, the rest is not fetched. Used by one thread at a time.
final class Download extends InputStream {
  private static final int TRIES = 3;

  private final Source source;
  private @Nullable ResponseInputStream<GetObjectResponse> stream;
  private long at;
  private long left;
  private int failures;

  /// Where the rest comes from.
  @FunctionalInterface
  interface Source {
    ResponseInputStream<GetObjectResponse> open(long from, long length) throws IOException;
  }

  /// @param first which begins at `at`, and has all that is wanted
  Download(Source source, ResponseInputStream<GetObjectResponse> first, long at) {
    this.source = source;
    this.stream = first;
    this.at = at;
    this.left = first.response().contentLength();
  }

  /// How many bytes are to come.
  long left() {
    return left;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (left > 0) {
      try {
        int count = opened().read(target, offset, (int) Math.min(length, left));
        if (count > 0) {
          at += count;
          left -= count;
          failures = 0;
          return count;
        }
        broke(new IOException("object store: ended with " + left + " bytes to come"));
      } catch (IOException e) {
        broke(e);
      }
    }
    return -1;
  }

  @Override
  public void close() {
    ResponseInputStream<GetObjectResponse> open = stream;
    stream = null;
    if (open == null) {
      return;
    }
    if (left > 0) {
      open.abort(); // Closing would read to the end first.
    } else {
      try {
        open.close();
      } catch (IOException e) {
        open.abort();
      }
    }
  }

  private ResponseInputStream<GetObjectResponse> opened() throws IOException {
    ResponseInputStream<GetObjectResponse> open = stream;
    if (open == null) {
      open = source.open(at, left);
      stream = open;
    }
    return open;
  }

  private void broke(IOException e) throws IOException {
    close();
    failures++;
    if (failures == TRIES || Thread.currentThread().isInterrupted()) {
      throw e;
    }
  }
}
