package io.tertulia.server.media;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the pages of an Ogg file say: its first tells the codec, its last how much was played.
final class Ogg {
  private static final String PAGE = "OggS";
  private static final int HEADER = 27;
  private static final long TAIL = 128 << 10;

  private Ogg() {}

  static MediaFacts read(FileBytes bytes) throws IOException {
    long packet = (long) HEADER + bytes.octet(26);
    if (bytes.has(packet, "OpusHead")) {
      return audio(played(bytes, bytes.little(packet + 10, 2), 48_000));
    }
    if (bytes.has(packet, "\u0001vorbis")) {
      return audio(played(bytes, 0, bytes.little(packet + 12, 4)));
    }
    if (bytes.has(packet, "\u007fFLAC")) {
      return audio(played(bytes, 0, bytes.number(packet + 27, 3) >> 4));
    }
    if (bytes.has(packet, "Speex   ")) {
      return audio(played(bytes, 0, bytes.little(packet + 36, 4)));
    }
    return new MediaFacts(
        bytes.has(packet, "\u0080theora") ? "video/ogg" : "application/ogg", null, null, null);
  }

  private static MediaFacts audio(@Nullable Duration duration) {
    return new MediaFacts("audio/ogg", null, null, duration);
  }

  /// The position of the last page of the same stream, in samples.
  private static @Nullable Duration played(FileBytes bytes, long skipped, long rate) {
    try {
      long page = bytes.last(PAGE, TAIL);
      boolean same = page >= 0 && bytes.little(14, 4) == bytes.little(page + 14, 4);
      return same ? Durations.of(bytes.little(page + 6, 7) - skipped, rate) : null;
    } catch (IOException e) {
      return null;
    }
  }
}
