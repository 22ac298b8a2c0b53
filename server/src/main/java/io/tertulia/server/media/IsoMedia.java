package io.tertulia.server.media;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the boxes of an ISO media file say: MP4, QuickTime, M4A, and pictures as HEIF and AVIF.
///
/// A recording that was written while it went on (in fragments) has no length at its head; then it
/// is where the last fragment ends. Belongs to one thread, and reads one file.
final class IsoMedia {
  private static final String CONTAINERS = "moov trak mdia mvex moof traf iprp ipco";
  private static final int MAX_DEPTH = 8;

  private final FileBytes bytes;
  private final String given;
  private final Map<Long, Long> scales = new HashMap<>();
  private String brand = "";
  private boolean video;
  private boolean sound;
  private long pixelsWide;
  private long pixelsHigh;
  private @Nullable Duration duration;

  // The track or fragment that is being read.
  private long track;
  private long headerWide;
  private long headerHigh;
  private long fragmentStart;
  private long sampleTime;

  // Pictures: the largest is the whole, others are its tiles and previews.
  private boolean turned;

  private IsoMedia(FileBytes bytes, String given) {
    this.bytes = bytes;
    this.given = given;
  }

  /// Reads what there is; a broken file says what stands before the break.
  ///
  /// @param given the type by the file's first bytes
  static MediaFacts read(FileBytes bytes, String given) {
    IsoMedia media = new IsoMedia(bytes, given);
    try {
      media.boxes(0, bytes.size(), 0);
    } catch (IOException e) {
      // What was read until here counts.
    }
    return media.facts();
  }

  private MediaFacts facts() {
    boolean lies = given.startsWith("image/") && turned;
    return new MediaFacts(
        mediaType(),
        pixels(lies ? pixelsHigh : pixelsWide),
        pixels(lies ? pixelsWide : pixelsHigh),
        duration);
  }

  private String mediaType() {
    if (given.startsWith("image/")) {
      return given;
    }
    if (sound && !video) {
      return "audio/mp4";
    }
    return brand.equals("qt  ") || brand.isEmpty() ? given : "video/mp4";
  }

  private void boxes(long from, long to, int depth) throws IOException {
    long at = from;
    while (at + 8 <= to && depth < MAX_DEPTH) {
      long length = bytes.number(at, 4);
      int header = 8;
      if (length == 1) {
        length = bytes.number(at + 8, 8);
        header = 16;
      } else if (length == 0) {
        length = to - at;
      }
      if (length < header || length > to - at) {
        throw new IOException("box: " + length + " bytes");
      }
      box(bytes.text(at + 4, 4), at + header, at + length, depth);
      at += length;
    }
  }

  private void box(String type, long at, long end, int depth) throws IOException {
    switch (type) {
      case "ftyp" -> brand = bytes.text(at, 4);
      case "mvhd" -> duration = duration(at);
      case "tkhd" -> trackHeader(at);
      case "mdhd" -> scales.put(track, bytes.number(at + (isLong(at) ? 20 : 12), 4));
      case "hdlr" -> track(bytes.text(at + 8, 4));
      case "meta" -> boxes(at + 4, end, depth + 1);
      case "ispe" -> picture(bytes.number(at + 4, 4), bytes.number(at + 8, 4));
      case "irot" -> turned = (bytes.octet(at) & 1) == 1;
      case "tfhd" -> fragmentHeader(at);
      case "tfdt" -> fragmentStart = bytes.number(at + 4, isLong(at) ? 8 : 4);
      case "trun" -> fragment(at);
      default -> {
        if (CONTAINERS.contains(type)) {
          boxes(at, end, depth + 1);
        }
      }
    }
  }

  private boolean isLong(long at) throws IOException {
    return bytes.octet(at) == 1;
  }

  private @Nullable Duration duration(long at) throws IOException {
    boolean wide = isLong(at);
    long scale = bytes.number(at + (wide ? 20 : 12), 4);
    return Durations.of(bytes.number(at + (wide ? 24 : 16), wide ? 8 : 4), scale);
  }

  /// The size is as the track lies; the matrix turns it by a quarter when it has no diagonal.
  private void trackHeader(long at) throws IOException {
    track = bytes.number(at + (isLong(at) ? 20 : 12), 4);
    long matrix = at + (isLong(at) ? 52 : 40);
    boolean lies = bytes.number(matrix, 4) == 0 && bytes.number(matrix + 16, 4) == 0;
    long wide = bytes.number(matrix + 36, 4) >> 16;
    long high = bytes.number(matrix + 40, 4) >> 16;
    headerWide = lies ? high : wide;
    headerHigh = lies ? wide : high;
  }

  private void track(String kind) {
    if (kind.equals("soun")) {
      sound = true;
    } else if (kind.equals("vide") && !video) {
      video = true;
      pixelsWide = headerWide;
      pixelsHigh = headerHigh;
    }
  }

  private void picture(long wide, long high) {
    if (given.startsWith("image/") && wide * high > pixelsWide * pixelsHigh) {
      pixelsWide = wide;
      pixelsHigh = high;
    }
  }

  private void fragmentHeader(long at) throws IOException {
    long flags = bytes.number(at + 1, 3);
    track = bytes.number(at + 4, 4);
    long defaults = at + 8 + ((flags & 1) != 0 ? 8 : 0) + ((flags & 2) != 0 ? 4 : 0);
    sampleTime = (flags & 8) != 0 ? bytes.number(defaults, 4) : 0;
  }

  private void fragment(long at) throws IOException {
    long flags = bytes.number(at + 1, 3);
    long samples = bytes.number(at + 4, 4);
    long total = samples * sampleTime;
    if ((flags & 0x100) != 0) {
      long first = at + 8 + ((flags & 1) != 0 ? 4 : 0) + ((flags & 4) != 0 ? 4 : 0);
      int step = 4 * Long.bitCount(flags & 0xf00);
      total = 0;
      for (long i = 0; i < samples; i++) {
        total += bytes.number(first + i * step, 4);
      }
    }
    fragmentStart += total;
    Duration end = Durations.of(fragmentStart, scales.getOrDefault(track, 0L));
    if (end != null && (duration == null || end.compareTo(duration) > 0)) {
      duration = end;
    }
  }

  private static @Nullable Integer pixels(long count) {
    return count < 1 || count > Integer.MAX_VALUE ? null : (int) count;
  }
}
