package io.tertulia.server.files;

import java.time.Duration;

/// What files may take. `docs/operations.md` names what happens at each limit.
///
/// @param maxBytes of one file; a larger one is refused as `FILE_REJECTED` before its first byte
/// @param anonymousBytes of one file in an app that somebody made without asking
/// @param unsent how many files one user may have uploaded, or begun to, that no message names; one
///   more is refused as `LIMIT_EXCEEDED`
/// @param unsentTime how long such a file is kept
/// @param pixels of a picture; of a larger one no preview is made
/// @param previewsWaiting pictures that wait for their previews; of one more they are made when
///   somebody asks for them
/// @param urlTime how long a signed URL works
/// @param archives that go out at the same time, and as many that come in; one more is refused as
///   `UNAVAILABLE`
public record FileLimits(
    long maxBytes,
    long anonymousBytes,
    int unsent,
    Duration unsentTime,
    int pixels,
    int previewsWaiting,
    Duration urlTime,
    int archives) {
  public static final FileLimits DEFAULT =
      new FileLimits(
          100L << 20,
          1L << 20,
          100,
          Duration.ofHours(24),
          50_000_000,
          1_000,
          Duration.ofHours(1),
          10);

  /// How many bytes one file of somebody may have.
  public long maxBytes(Uploader uploader) {
    return uploader.anonymous() ? Math.min(maxBytes, anonymousBytes) : maxBytes;
  }
}
