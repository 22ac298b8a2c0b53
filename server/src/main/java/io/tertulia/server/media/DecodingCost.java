package io.tertulia.server.media;

import java.io.IOException;
import java.nio.channels.FileChannel;

/// What it would take to decode a picture, told by its header before a pixel is decoded.
///
/// @param longestSide a decoder keeps some rows of so many pixels
/// @param pixels all of them
/// @param kept bytes that a decoder keeps until its end, besides the rows it gives away
/// @param passes how often each pixel is touched
record DecodingCost(int longestSide, long pixels, long kept, int passes) {
  private static final int MAX_SIDE = 65_535;
  private static final long MAX_KEPT = 100 << 20;
  private static final long MAX_TOUCHED = 2_000_000_000;

  /// A coefficient of a JPEG that comes in several scans, or could.
  private static final int COEFFICIENT = 2;

  /// What is kept of a pixel of WebP: it is decoded whole, and by way of larger numbers.
  private static final int WEBP = 8;

  static DecodingCost of(Picture picture, String mediaType, FileChannel file) throws IOException {
    int side = Math.max(picture.width(), picture.height());
    long pixels = picture.pixels();
    JpegHeader jpeg = picture.header();
    if (jpeg != null) {
      int scans = JpegScans.count(file, jpeg.frameAt());
      boolean all = scans > 1 || jpeg.gradual();
      long kept = all ? (long) (pixels * jpeg.samples() * COEFFICIENT) : 0;
      return new DecodingCost(side, pixels, kept, scans);
    }
    return new DecodingCost(side, pixels, mediaType.equals("image/webp") ? pixels * WEBP : 0, 1);
  }

  boolean isWithin(int maxPixels) {
    return longestSide <= MAX_SIDE
        && pixels <= maxPixels
        && kept <= MAX_KEPT
        && pixels * passes <= MAX_TOUCHED;
  }
}
