package io.tertulia.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The web side as it was written: our files, and below `lib/` those of the libraries.
final class Sources {
  private static final String LIB = "lib/";

  private Sources() {}

  /// The bytes of a file; null when there is none.
  static byte @Nullable [] bytes(String path) {
    if (!path.startsWith(LIB)) {
      return resource(path);
    }
    Library library = Library.at(path.substring(LIB.length()));
    if (library == null) {
      return resource(path);
    }
    return resource(library.folder() + path.substring(LIB.length() + library.name().length() + 1));
  }

  /// A module or page as text, in which modules import each other by where they are.
  ///
  /// @throws IllegalArgumentException when there is none
  static String text(String path) {
    byte[] bytes = bytes(path);
    if (bytes == null) {
      throw new IllegalArgumentException(path + ": none (expected: a file of the web side)");
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return path.startsWith(LIB) ? Library.linked(path.substring(LIB.length()), text) : text;
  }

  private static byte @Nullable [] resource(String name) {
    try (InputStream in = Sources.class.getResourceAsStream(name)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("file " + name + " of the web side cannot be read", e);
    }
  }
}
