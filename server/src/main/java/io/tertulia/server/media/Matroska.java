package io.tertulia.server.media;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the elements of a Matroska or WebM file say.
///
/// Browsers record without a length, as they do not know it when they begin; then it is where the
/// last block of the last cluster stands. Belongs to one thread, and reads one file.
final class Matroska {
  private static final String CLUSTER = "\u001fC\u00b6u";
  private static final long TAIL = 2 << 20;
  private static final int MAX_DEPTH = 6;

  private final FileBytes bytes;
  private boolean webm;
  private boolean video;
  private boolean sound;
  private long wide;
  private long high;
  private double nanos = 1_000_000;
  private double length;

  // The cluster that is being read, and the two latest of its blocks.
  private long cluster;
  private long latest = -1;
  private long previous = -1;

  private Matroska(FileBytes bytes) {
    this.bytes = bytes;
  }

  /// Reads what there is; a broken file says what stands before the break.
  static MediaFacts read(FileBytes bytes) {
    Matroska media = new Matroska(bytes);
    try {
      media.elements(0, bytes.size(), 0);
    } catch (IOException e) {
      // What was read until here counts.
    }
    return media.facts();
  }

  private MediaFacts facts() {
    String kind = sound && !video ? "audio/" : "video/";
    return new MediaFacts(
        kind + (webm ? "webm" : "x-matroska"),
        video && wide > 0 && wide < Integer.MAX_VALUE ? (int) wide : null,
        video && high > 0 && high < Integer.MAX_VALUE ? (int) high : null,
        length > 0 ? Durations.of(length, 1e9 / nanos) : fromBlocks());
  }

  private @Nullable Duration fromBlocks() {
    try {
      long last = bytes.last(CLUSTER, TAIL);
      if (last >= 0) {
        blocks(last);
      }
    } catch (IOException e) {
      // The last block is cut, or these never were blocks.
    }
    long gap = previous < 0 ? 0 : latest - previous;
    return latest < 0 ? null : Durations.of((double) (latest + gap), 1e9 / nanos);
  }

  /// Reads elements up to the first cluster.
  private void elements(long from, long to, int depth) throws IOException {
    long at = from;
    while (at < to && depth < MAX_DEPTH) {
      int idLength = width(at);
      long id = bytes.number(at, idLength);
      long content = at + idLength + width(at + idLength);
      long size = size(at + idLength);
      long end = size < 0 ? to : content + size;
      if (id == 0x1F43B675 || (end > bytes.size() && id != 0x18538067)) {
        return;
      }
      element(id, content, Math.min(end, to), depth);
      at = end;
    }
  }

  private void element(long id, long at, long end, int depth) throws IOException {
    switch ((int) id) {
      // Header, segment, its description, tracks, a track, its picture.
      case 0x1A45DFA3, 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0xE0 ->
          elements(at, end, depth + 1);
      case 0x4282 -> webm = bytes.has(at, "webm");
      case 0x2AD7B1 -> nanos = Math.max(1, number(at, end));
      case 0x4489 ->
          length =
              end - at == 4
                  ? Float.intBitsToFloat((int) bytes.number(at, 4))
                  : Double.longBitsToDouble(bytes.number(at, 8));
      case 0x83 -> {
        video |= number(at, end) == 1;
        sound |= number(at, end) == 2;
      }
      case 0xB0 -> wide = number(at, end);
      case 0xBA -> high = number(at, end);
      default -> {
        // Of no use here.
      }
    }
  }

  /// Reads the blocks of the last cluster, wherever that ends.
  private void blocks(long from) throws IOException {
    long at = from + 4 + width(from + 4);
    while (at < bytes.size()) {
      int idLength = width(at);
      long id = bytes.number(at, idLength);
      long content = at + idLength + width(at + idLength);
      long size = size(at + idLength);
      if (id == 0xE7) {
        cluster = number(content, content + size);
      } else if (id == 0xA3 || id == 0xA1) {
        block(content);
      }
      boolean inside = id == 0xA0; // A group of a block and what is said of it.
      if (!inside && size < 0) {
        throw new EOFException("element: of unknown size");
      }
      at = inside ? content : content + size;
    }
  }

  private void block(long at) throws IOException {
    long time = cluster + (short) bytes.number(at + width(at), 2);
    if (time > latest) {
      previous = latest;
      latest = time;
    }
  }

  private long number(long at, long end) throws IOException {
    return bytes.number(at, Math.clamp(end - at, 1, 8));
  }

  /// How many bytes a number of variable width has: its first byte tells.
  private int width(long at) throws IOException {
    int width = Integer.numberOfLeadingZeros(bytes.octet(at)) - 23;
    if (width > 8) {
      throw new IOException("number: " + width + " bytes (expected: 1 to 8)");
    }
    return width;
  }

  /// The size of an element; -1 when it says that it does not know.
  private long size(long at) throws IOException {
    int width = width(at);
    long mask = (1L << (7 * width)) - 1;
    long size = bytes.number(at, width) & mask;
    return size == mask ? -1 : size;
  }
}
