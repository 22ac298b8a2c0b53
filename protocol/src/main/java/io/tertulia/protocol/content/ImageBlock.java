package io.tertulia.protocol.content;

import io.tertulia.protocol.file.FileDetails;
import org.jspecify.annotations.Nullable;

/// A picture.
///
/// @param width pixels, null when unknown
/// @param height pixels, null when unknown
public record ImageBlock(
    FileToken token,
    String url,
    long size,
    String filename,
    @Nullable Integer width,
    @Nullable Integer height)
    implements FileBlock {
  public ImageBlock {
    FileParts.check(url, size, filename);
    FileDetails.check(width, height, null);
  }
}
