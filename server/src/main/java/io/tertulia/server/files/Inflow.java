package io.tertulia.server.files;

import io.tertulia.server.files.Uploads.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// Bytes that flow from a source into a file in the staging folder. Owned by one thread.
final class Inflow {
  private final FileChannel file;
  private final long most;
  private final @Nullable MessageDigest digest;
  private long at;
  private boolean tooMany;
  private @Nullable Exception broken;

  /// @param at how many bytes the file has
  /// @param most how many it may have
  /// @param digest of those that it has; null when that is unknown
  Inflow(FileChannel file, long at, long most, @Nullable MessageDigest digest) {
    this.file = file;
    this.at = at;
    this.most = most;
    this.digest = digest;
  }

  /// Takes what the source has, until it ends, breaks off, or gives too many bytes; all of it is on
  /// disk then.
  ///
  /// @throws IOException when the disk does not take it
  void pour(Source source) throws IOException {
    for (ByteBuffer piece = next(source); piece != null; piece = next(source)) {
      if (piece.remaining() > most - at) {
        tooMany = true;
        break;
      }
      at += piece.remaining();
      if (digest != null) {
        digest.update(piece.duplicate());
      }
      while (piece.hasRemaining()) {
        file.write(piece);
      }
    }
    file.force(true);
  }

  /// How many bytes the file has now.
  long at() {
    return at;
  }

  /// Says whether the source had more than the file may have; those were not taken.
  boolean tooMany() {
    return tooMany;
  }

  /// Throws what the source threw, if it broke off.
  void rethrow() throws IOException {
    switch (broken) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Exception e -> throw new IOException(e);
    }
  }

  private @Nullable ByteBuffer next(Source source) {
    try {
      return source.next();
    } catch (IOException | RuntimeException e) {
      broken = e;
      return null;
    }
  }
}
