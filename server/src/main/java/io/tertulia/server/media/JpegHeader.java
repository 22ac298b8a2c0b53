package io.tertulia.server.media;

import java.io.IOException;

/// What the header of a JPEG says of what decoding it takes.
///
/// @param frameAt where the frame header stands; scans follow it
/// @param gradual whether all of it is kept until the end, as the picture builds up
/// @param samples how many samples are kept for a pixel, over all its components
record JpegHeader(long frameAt, boolean gradual, double samples) {
  private static final int SOI_END = 2;

  /// Walks the segments up to the frame header; the orientation stands before it.
  static Picture read(FileBytes bytes) throws IOException {
    int orientation = 1;
    long at = SOI_END;
    while (true) {
      int marker = bytes.octet(at + 1);
      if (bytes.octet(at) != 0xff) {
        throw new IOException("marker: missing");
      }
      if (marker == 0xff) {
        at++; // Any number of these may stand before a marker.
      } else if (isFrame(marker)) {
        return new Picture(
            (int) bytes.number(at + 7, 2),
            (int) bytes.number(at + 5, 2),
            orientation,
            new JpegHeader(at, (marker & 3) == 2, samples(bytes, at)));
      } else {
        if (marker == 0xe1 && bytes.has(at + 4, "Exif\0\0")) {
          orientation = Orientation.read(bytes, at + 10);
        }
        at += 2 + bytes.number(at + 2, 2);
      }
    }
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private static double samples(FileBytes bytes, long frame) throws IOException {
    int components = bytes.octet(frame + 9);
    int sum = 0;
    int widest = 1;
    int highest = 1;
    for (int i = 0; i < components; i++) {
      int factors = bytes.octet(frame + 11 + 3L * i);
      sum += (factors >> 4) * (factors & 15);
      widest = Math.max(widest, factors >> 4);
      highest = Math.max(highest, factors & 15);
    }
    return (double) sum / (widest * highest);
  }
}
