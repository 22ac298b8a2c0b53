package io.tertulia.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A file for a browser.
///
/// @param type its media type, with the charset of texts
/// @param tag the same for the same bytes, and for no others; without quotes
/// @param bytes not to be changed
/// @param gzip the same compressed; null where that would be no gain; not to be changed
/// @param lasting whether nothing else will ever be at its address
@SuppressWarnings("ArrayRecordComponent") // Made once, and told apart by its tag.
public record WebFile(
    String type, String tag, byte[] bytes, byte @Nullable [] gzip, boolean lasting) {
  private static final int TAG_DIGITS = 20;

  static WebFile of(String type, byte[] bytes, boolean lasting) {
    byte[] gzip = compressed(bytes);
    boolean gain = gzip.length < bytes.length;
    return new WebFile(type, tag(Map.of("", bytes)), bytes, gain ? gzip : null, lasting);
  }

  /// Whether it is a page, not a part of one.
  public boolean isPage() {
    return type.startsWith("text/html");
  }

  /// The same for the same files, and for no others.
  ///
  /// @param files in an order that is always the same
  static String tag(Map<String, byte[]> files) {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      files.forEach((path, bytes) -> {
        hash.update((path + ":" + bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        hash.update(bytes);
      });
      return HexFormat.of().formatHex(hash.digest()).substring(0, TAG_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every Java has it.
    }
  }

  private static byte[] compressed(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new Tightest(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /// Compresses as well as it can: once, for all who ask.
  private static final class Tightest extends GZIPOutputStream {
    Tightest(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
