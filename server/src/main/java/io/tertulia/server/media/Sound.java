package io.tertulia.server.media;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long the sound in WAV, FLAC and MP3 files is.
final class Sound {
  private static final int[] RATES = {44_100, 48_000, 32_000};
  private static final int[] FIRST_BITRATES = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
  };
  private static final int[] SECOND_BITRATES = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160
  };

  /// How many frames must be of one size, before a file counts as made of nothing else.
  private static final int ALIKE = 50;

  private Sound() {}

  static MediaFacts wav(FileBytes bytes) {
    return audio("audio/wav", () -> wavDuration(bytes));
  }

  static MediaFacts flac(FileBytes bytes) {
    return audio(
        "audio/flac",
        () -> Durations.of(bytes.number(21, 5) & 0xfffffffffL, bytes.number(18, 3) >> 4));
  }

  static MediaFacts mp3(FileBytes bytes) {
    return audio("audio/mpeg", () -> mp3Duration(bytes));
  }

  private static @Nullable Duration wavDuration(FileBytes bytes) throws IOException {
    long rate = 0;
    long at = 12;
    while (!bytes.has(at, "data")) {
      if (bytes.has(at, "fmt ")) {
        rate = bytes.little(at + 16, 4);
      }
      long length = bytes.little(at + 4, 4);
      at += 8 + length + (length & 1);
    }
    // Whoever writes to a pipe does not know the length.
    return Durations.of(Math.min(bytes.little(at + 4, 4), bytes.size() - at - 8), rate);
  }

  private static @Nullable Duration mp3Duration(FileBytes bytes) throws IOException {
    long at = 0;
    if (bytes.has(0, "ID3")) {
      at = 10;
      for (int i = 0; i < 4; i++) {
        at += (long) bytes.octet(6 + i) << (7 * (3 - i));
      }
    }
    Frame first = Frame.read(bytes, at);
    long tag = at + first.tagAt;
    if (bytes.has(tag, "Xing") || bytes.has(tag, "Info")) {
      boolean counted = (bytes.octet(tag + 7) & 1) != 0;
      return counted ? Durations.of(bytes.number(tag + 8, 4) * first.samples, first.rate) : null;
    }
    if (bytes.has(at + 36, "VBRI")) {
      return Durations.of(bytes.number(at + 50, 4) * first.samples, first.rate);
    }
    long next = at;
    for (int i = 0; i < ALIKE && next < bytes.size(); i++) {
      Frame frame = Frame.read(bytes, next);
      if (frame.bitrate != first.bitrate) {
        return null;
      }
      next += frame.length;
    }
    return Durations.of(bytes.size() - at, first.bitrate * 125L);
  }

  /// The header of a frame of MP3.
  ///
  /// @param tagAt where an encoder puts what it knows of the whole, after the frame's beginning
  private record Frame(int samples, int rate, int bitrate, int length, int tagAt) {

    static Frame read(FileBytes bytes, long at) throws IOException {
      long header = bytes.number(at, 4);
      int version = (int) (header >> 19) & 3;
      int bitrateAt = (int) (header >> 12) & 15;
      int rateAt = (int) (header >> 10) & 3;
      boolean layerThree = ((header >> 17) & 3) == 1;
      if (header >> 21 != 0x7ff || !layerThree || version == 1 || rateAt == 3 || bitrateAt == 15) {
        throw new IOException("frame: none of MP3");
      }
      boolean one = version == 3;
      int bitrate = (one ? FIRST_BITRATES : SECOND_BITRATES)[bitrateAt];
      int rate = RATES[rateAt] >> (one ? 0 : version == 2 ? 1 : 2);
      int samples = one ? 1152 : 576;
      boolean mono = ((header >> 6) & 3) == 3;
      int length = samples * 125 * bitrate / rate + ((int) (header >> 9) & 1);
      int sides = one ? (mono ? 17 : 32) : mono ? 9 : 17;
      return new Frame(samples, rate, bitrate, Math.max(length, 1), 4 + sides);
    }
  }

  /// Finds out how long a sound is.
  @FunctionalInterface
  private interface Measure {
    @Nullable Duration take() throws IOException;
  }

  private static MediaFacts audio(String mediaType, Measure measure) {
    try {
      return new MediaFacts(mediaType, null, null, measure.take());
    } catch (IOException e) {
      return new MediaFacts(mediaType, null, null, null);
    }
  }
}
