package io.tertulia.cli.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The objects of a file one after the other, whether they stand in lists, in pages `{"data":[…]}`,
/// or by themselves; only one is in memory at a time. For one thread.
final class JsonObjects {
  /// A larger object is none.
  private static final int MAX_BYTES = 16 << 20;

  private final InputStream bytes;
  private final ByteArrayOutputStream object = new ByteArrayOutputStream();
  private long line = 1;

  JsonObjects(InputStream bytes) {
    this.bytes = bytes;
  }

  /// The line in which the object ended that was read last.
  long line() {
    return line;
  }

  /// The next object as UTF-8; null at the end.
  ///
  /// @throws IllegalArgumentException when what comes is none
  byte @Nullable [] next() throws IOException {
    for (int b = read(); b >= 0; b = read()) {
      switch (b) {
        case ' ', '\t', '\r', '\n', ',', '[', ']', '}' -> {}
        case '{' -> {
          object.reset();
          object.write(b);
          if (!isPage()) {
            return object.toByteArray();
          }
        }
        default ->
            throw new IllegalArgumentException(
                "JSON: '" + (char) b + "' (expected: an object, or a list of objects)");
      }
    }
    return null;
  }

  /// Reads on, to the end of an object, or to the beginning of a page's list. The closing braces of
  /// pages are passed over by [#next].
  private boolean isPage() throws IOException {
    int depth = 1;
    boolean quoted = false;
    while (depth > 0) {
      int b = read();
      if (b < 0) {
        throw new IllegalArgumentException("JSON: ends inside of an object (expected: its end)");
      }
      if (object.size() == MAX_BYTES) {
        throw new IllegalArgumentException(
            "JSON: an object of more than " + MAX_BYTES + " bytes (expected: at most that)");
      }
      object.write(b);
      if (quoted) {
        if (b == '\\') {
          object.write(read());
        }
        quoted = b != '"';
      } else {
        quoted = b == '"';
        depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
        if (b == '[' && depth == 2 && beginsPage()) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean beginsPage() {
    return object.size() < 100
        && object.toString(StandardCharsets.UTF_8).replaceAll("\\s", "").equals("{\"data\":[");
  }

  private int read() throws IOException {
    int b = bytes.read();
    line += b == '\n' ? 1 : 0;
    return b;
  }
}
