package io.tertulia.server.files;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How far the hashes of files are whose bytes come in pieces. What is not remembered here, as
/// after a restart, is read again once the file is whole. Safe for use by any thread.
final class Hashes {
  private final Cache<String, Begun> begun =
      Caffeine.newBuilder()
          .maximumSize(1_000)
          .expireAfterWrite(Duration.ofHours(1))
          .executor(Runnable::run)
          .build();

  /// A hash of nothing.
  static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /// The hash of the first bytes of a file; null when it is not remembered.
  @Nullable MessageDigest take(String id, long bytes) {
    Begun known = begun.asMap().remove(id);
    if (bytes == 0) {
      return begin();
    }
    return known != null && known.bytes == bytes ? known.digest : null;
  }

  /// Remembers the hash of the first bytes of a file.
  void keep(String id, long bytes, MessageDigest digest) {
    begun.put(id, new Begun(bytes, digest));
  }

  private record Begun(long bytes, MessageDigest digest) {}
}
