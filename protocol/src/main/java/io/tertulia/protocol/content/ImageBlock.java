package io.tertulia.protocol.content;

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
    FileParts.checkPixels("width", width);
    FileParts.checkPixels("height", height);
  }
}
