package io.tertulia.protocol.content;

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
    FileParts.checkPixels("width", width);
    FileParts.checkPixels("height", height);
    FileParts.checkDuration(duration);
  }
}
