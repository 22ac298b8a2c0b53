package io.tertulia.server.media;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/// Bytes of a file wherever a format says to look, within a bound: whoever follows what a hostile
/// file points at is stopped after so many reads, and no length that a file claims makes an array.
///
/// Belongs to one thread. Numbers are unsigned, and big-endian unless they are called little.
final class FileBytes {
  private static final int WINDOW = 4 << 10;
  private static final int OVERLAP = 16;
  private static final int MAX_WINDOWS = 4 << 10;
  private static final int MAX_READS = 8 << 20;

  private final FileChannel file;
  private final long size;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
  private long windowAt;
  private int windows;
  private int reads;

  FileBytes(FileChannel file) throws IOException {
    this.file = file;
    this.size = file.size();
  }

  long size() {
    return size;
  }

  /// A number of 1 to 8 bytes; one of 8 must be below 2^63.
  long number(long at, int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = (value << 8) | octet(at + i);
    }
    if (value < 0) {
      throw new IOException("number: beyond 2^63");
    }
    return value;
  }

  /// A number of 1 to 7 bytes, the least first.
  long little(long at, int bytes) throws IOException {
    long value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      value = (value << 8) | octet(at + i);
    }
    return value;
  }

  /// Says whether these characters of ASCII are there; not so where the file ends before.
  boolean has(long at, String ascii) throws IOException {
    if (at < 0 || at > size - ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (octet(at + i) != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Some characters of ASCII.
  String text(long at, int length) throws IOException {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) octet(at + i);
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /// Where these characters stand last in the file, at most so many bytes before its end; -1 when
  /// they do not.
  long last(String ascii, long reach) throws IOException {
    long first = Math.max(0, size - reach);
    for (long at = size - ascii.length(); at >= first; at--) {
      if (has(at, ascii)) {
        return at;
      }
    }
    return -1;
  }

  int octet(long at) throws IOException {
    if (++reads > MAX_READS) {
      throw new IOException("reads: over " + MAX_READS);
    }
    if (at < windowAt || at >= windowAt + window.limit()) {
      load(at);
    }
    return window.get((int) (at - windowAt)) & 0xff;
  }

  private void load(long at) throws IOException {
    if (at < 0 || at >= size) {
      throw new EOFException("byte: " + at + " (expected: below " + size + ")");
    }
    if (++windows > MAX_WINDOWS) {
      throw new IOException("windows: over " + MAX_WINDOWS);
    }
    // Whoever goes backwards will go on backwards.
    windowAt = at < windowAt ? Math.max(0, at - WINDOW + OVERLAP) : at;
    window.clear();
    while (window.hasRemaining() && file.read(window, windowAt + window.position()) > 0) {
      // Until the window is full or the file ends.
    }
    window.flip();
    if (at >= windowAt + window.limit()) {
      throw new EOFException("byte: " + at);
    }
  }
}
