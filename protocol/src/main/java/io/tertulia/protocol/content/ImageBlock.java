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

  /// Where a JPEG of that size can be downloaded, for a list or a screen. It may not exist, as of a
  /// picture in a format that the server does not know, or of too many pixels: the server answers
  /// 404 then, and the picture itself is to be shown.
  public String previewUrl(PreviewSize size) {
    return url + (url.indexOf('?') < 0 ? "?" : "&") + "preview=" + size.wire();
  }
}
