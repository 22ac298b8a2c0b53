package io.tertulia.server.media;

import java.io.IOException;

/// The header of a WebP: of one picture alone, or of a canvas with chunks on it.
final class WebpHeader {
  private static final int FIRST_CHUNK = 12;
  private static final int ANIMATION = 2;
  private static final int FRAME_HEADER = 16;

  private WebpHeader() {}

  /// Reads what is there; a file whose pictures are larger than its canvas is none.
  static Picture read(FileBytes bytes) throws IOException {
    if (!bytes.has(FIRST_CHUNK, "VP8X")) {
      return picture(bytes, FIRST_CHUNK);
    }
    int width = (int) bytes.little(24, 3) + 1;
    int height = (int) bytes.little(27, 3) + 1;
    boolean moves = (bytes.octet(20) & ANIMATION) != 0;
    int orientation = 1;
    int pictures = 0;
    long at = FIRST_CHUNK;
    while (at + 8 < bytes.size()) {
      boolean frame = bytes.has(at, "ANMF");
      long inside = frame ? at + 8 + FRAME_HEADER : at;
      if (bytes.has(inside, "VP8 ") || bytes.has(inside, "VP8L")) {
        Picture picture = picture(bytes, inside);
        if (picture.width() > width || picture.height() > height || (++pictures > 1 && !moves)) {
          throw new IOException("picture: larger than its canvas");
        }
      } else if (bytes.has(at, "EXIF")) {
        orientation = Orientation.read(bytes, bytes.has(at + 8, "Exif\0\0") ? at + 14 : at + 8);
      }
      long length = bytes.little(at + 4, 4);
      at += 8 + length + (length & 1);
    }
    return new Picture(width, height, orientation, null);
  }

  private static Picture picture(FileBytes bytes, long at) throws IOException {
    if (bytes.has(at, "VP8L")) {
      long packed = bytes.little(at + 9, 4);
      return new Picture((int) (packed & 0x3fff) + 1, (int) ((packed >> 14) & 0x3fff) + 1, 1, null);
    }
    return new Picture(
        (int) bytes.little(at + 14, 2) & 0x3fff, (int) bytes.little(at + 16, 2) & 0x3fff, 1, null);
  }
}
