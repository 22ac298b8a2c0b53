package io.tertulia.protocol.content;

import io.tertulia.protocol.file.FileDetails;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A film.
///
/// @param width pixels, null when unknown
/// @param height pixels, null when unknown
/// @param duration null when unknown
public record VideoBlock(
    FileToken token,
    String url,
    long size,
    String filename,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable Duration duration)
    implements FileBlock {
  public VideoBlock {
    FileParts.check(url, size, filename);
    FileDetails.check(width, height, duration);
  }
}
