package io.tertulia.client;

import io.tertulia.client.upload.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Where the bytes of a file come from. They are read while they are sent, on a thread of the SDK,
/// and never all in memory.
///
/// They go out in pieces of 4 MiB, each of which the server has before the next is sent, and an
/// upload that was cut goes on where the server is: a cut costs one piece at most. What was lost on
/// the way is read again from a path, an array or a supplier; of a plain stream the last piece is
/// kept in memory. A source that throws, or has fewer or more bytes than it says, fails the upload
/// with [io.tertulia.protocol.ErrorCode#INVALID_ARGUMENT] and what was thrown as the cause.
public final class UploadSource {
  private final Source source;

  private UploadSource(Source source) {
    this.source = source;
  }

  /// A file on disk; must not change while it is sent. Touches the disk only when the upload
  /// begins.
  public static UploadSource of(Path file) {
    Objects.requireNonNull(file, "file");
    return new UploadSource(
        new Source() {
          @Override
          public long length() throws IOException {
            return Files.size(file);
          }

          @Override
          public InputStream open() throws IOException {
            return Files.newInputStream(file);
          }

          @Override
          public boolean repeatable() {
            return true;
          }
        });
  }

  /// Bytes in memory; must not change while they are sent.
  public static UploadSource of(byte[] bytes) {
    Objects.requireNonNull(bytes, "bytes");
    return of(() -> new ByteArrayInputStream(bytes), bytes.length);
  }

  /// A stream that can be read once, so the source is good for one upload. It is closed when that
  /// ends, however it ends.
  ///
  /// @param length how many bytes it gives before its end; it must come to its end then
  /// @throws IllegalArgumentException when the length is negative
  public static UploadSource of(InputStream stream, long length) {
    Objects.requireNonNull(stream, "stream");
    AtomicBoolean used = new AtomicBoolean();
    return new UploadSource(
        new Streams(
            () -> {
              if (used.getAndSet(true)) {
                throw new IllegalStateException(
                    "stream: used already (expected: one upload for each)");
              }
              return stream;
            },
            length,
            false));
  }

  /// Streams that begin anew each time, always with the same bytes; each is closed after use.
  ///
  /// @param streams runs on a thread of the SDK and may wait
  /// @param length how many bytes each gives before its end
  /// @throws IllegalArgumentException when the length is negative
  public static UploadSource of(Supplier<? extends InputStream> streams, long length) {
    return new UploadSource(new Streams(Objects.requireNonNull(streams, "streams"), length, true));
  }

  Source source() {
    return source;
  }

  private record Streams(Supplier<? extends InputStream> streams, long length, boolean repeatable)
      implements Source {
    private Streams {
      if (length < 0) {
        throw new IllegalArgumentException("length: " + length + " (expected: 0 or more bytes)");
      }
    }

    @Override
    public InputStream open() {
      return streams.get();
    }
  }
}
