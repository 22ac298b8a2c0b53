package io.tertulia.server.media;

import java.io.IOException;

/// How a picture is to be turned, as EXIF says it: 1 is as stored; 3, 6 and 8 are turned by 180, 90
/// and 270 degrees clockwise; 2, 4, 5 and 7 are those, seen in a mirror.
final class Orientation {
  private static final int TAG = 0x0112;

  private Orientation() {}

  /// Reads it from the TIFF structure of an EXIF block; 1 when it says none, or is broken.
  static int read(FileBytes bytes, long tiff) {
    try {
      return find(bytes, tiff);
    } catch (IOException e) {
      return 1;
    }
  }

  private static int find(FileBytes bytes, long tiff) throws IOException {
    boolean little = bytes.has(tiff, "II");
    long folder = tiff + number(bytes, tiff + 4, 4, little);
    long entries = number(bytes, folder, 2, little);
    for (int i = 0; i < entries; i++) {
      long entry = folder + 2 + 12L * i;
      if (number(bytes, entry, 2, little) == TAG) {
        int value = (int) number(bytes, entry + 8, 2, little);
        return value >= 1 && value <= 8 ? value : 1;
      }
    }
    return 1;
  }

  private static long number(FileBytes bytes, long at, int length, boolean little)
      throws IOException {
    return little ? bytes.little(at, length) : bytes.number(at, length);
  }
}
