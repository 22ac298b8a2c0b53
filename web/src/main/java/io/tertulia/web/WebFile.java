package io.tertulia.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A file for a browser.
///
/// @param type its media type, with the charset of texts
/// @param tag the same for the same bytes, and for no others; without quotes
/// @param bytes not to be changed
/// @param gzip the same compressed; null where that would be no gain; not to be changed
@SuppressWarnings("ArrayRecordComponent") // Made once, and told apart by its tag.
public record WebFile(String type, String tag, byte[] bytes, byte @Nullable [] gzip) {
  private static final int TAG_DIGITS = 20;

  static WebFile of(String type, byte[] bytes) {
    byte[] gzip = compressed(bytes);
    return new WebFile(type, tag(bytes), bytes, gzip.length < bytes.length ? gzip : null);
  }

  /// Whether it is a page, not a part of one.
  public boolean isPage() {
    return type.startsWith("text/html");
  }

  private static String tag(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash).substring(0, TAG_DIGITS);
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
