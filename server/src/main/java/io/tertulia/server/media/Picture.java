package io.tertulia.server.media;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The header of a picture: read without decoding a pixel.
///
/// @param width pixels as stored
/// @param height pixels as stored
/// @param orientation how it is to be turned, as EXIF counts: 1 is upright, 5 to 8 lie on a side
/// @param header what else a JPEG says; null for other formats
record Picture(int width, int height, int orientation, @Nullable JpegHeader header) {
  private static final int MAX_SIDE = 1 << 30;

  Picture {
    if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
      throw new IllegalArgumentException("picture: " + width + " x " + height);
    }
  }

  /// Reads a header; null for a type that is none of those known.
  static @Nullable Picture read(String mediaType, FileBytes bytes) throws IOException {
    return switch (mediaType) {
      case "image/jpeg" -> JpegHeader.read(bytes);
      case "image/png" -> png(bytes);
      case "image/gif" -> upright(bytes.little(6, 2), bytes.little(8, 2));
      case "image/bmp" -> upright(bytes.little(18, 4), Math.abs((int) bytes.little(22, 4)));
      case "image/webp" -> WebpHeader.read(bytes);
      default -> null;
    };
  }

  boolean lies() {
    return orientation > 4;
  }

  int uprightWidth() {
    return lies() ? height : width;
  }

  int uprightHeight() {
    return lies() ? width : height;
  }

  long pixels() {
    return (long) width * height;
  }

  /// Chunks follow the header until the pixels; one of them may tell how to turn it.
  private static Picture png(FileBytes bytes) throws IOException {
    int orientation = 1;
    long at = 33;
    while (at + 8 < bytes.size() && !bytes.has(at + 4, "IDAT")) {
      if (bytes.has(at + 4, "eXIf")) {
        orientation = Orientation.read(bytes, at + 8);
      }
      at += 12 + bytes.number(at, 4);
    }
    return new Picture((int) bytes.number(16, 4), (int) bytes.number(20, 4), orientation, null);
  }

  private static Picture upright(long width, long height) {
    return new Picture((int) width, (int) height, 1, null);
  }
}
