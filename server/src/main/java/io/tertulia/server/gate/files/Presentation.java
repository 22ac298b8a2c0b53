package io.tertulia.server.gate.files;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// How a browser is told to treat a file, by its media type: shown when that can do no harm, else
/// saved, and never run. What is active (HTML, SVG, XML, scripts) is never shown.
///
/// @param contentType what the file is, by its content
/// @param disposition the header `Content-Disposition`, by RFC 6266 and 8187
/// @param policy the header `Content-Security-Policy`
record Presentation(String contentType, String disposition, String policy) {
  private static final Pattern TYPE = Pattern.compile("[a-z0-9.+-]{1,100}/[a-z0-9.+-]{1,100}");
  private static final Set<String> IMAGES =
      Set.of("image/jpeg", "image/png", "image/gif", "image/webp", "image/avif", "image/bmp");
  private static final String PDF = "application/pdf";
  private static final String SAVED = "default-src 'none'; sandbox";

  /// Browsers show a picture or a film by a page that they make around it: it may load the file
  /// itself.
  private static final String SHOWN =
      "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox";

  /// No sandbox, as Chrome shows no PDF in one; its viewer is an object with a style of its own.
  private static final String PDF_SHOWN =
      "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'";

  private static final String ATTRIBUTE_MARKS = "!#$&+-.^_`|~";

  /// The presentation of a file.
  ///
  /// @param filename whatever somebody called it
  static Presentation of(String mediaType, String filename) {
    String type = mediaType.toLowerCase(Locale.ROOT);
    if (!TYPE.matcher(type).matches()) {
      type = "application/octet-stream";
    }
    boolean isShown = isShown(type);
    String policy = !isShown ? SAVED : type.equals(PDF) ? PDF_SHOWN : SHOWN;
    return new Presentation(type, (isShown ? "inline" : "attachment") + named(filename), policy);
  }

  private static boolean isShown(String type) {
    boolean isPlayed = type.startsWith("audio/") || type.startsWith("video/");
    return IMAGES.contains(type) || type.equals(PDF) || (isPlayed && !type.contains("xml"));
  }

  private static String named(String filename) {
    StringBuilder plain = new StringBuilder();
    filename
        .codePoints()
        .forEach(c -> plain.append(c < ' ' || c > '~' || "\"\\%".indexOf(c) >= 0 ? '_' : (char) c));
    String simple = "; filename=\"" + plain + "\"";
    return plain.toString().equals(filename)
        ? simple
        : simple + "; filename*=UTF-8''" + encoded(filename);
  }

  private static String encoded(String filename) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : filename.getBytes(StandardCharsets.UTF_8)) {
      boolean isPlain = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
      if (isPlain || (b > 0 && ATTRIBUTE_MARKS.indexOf(b) >= 0)) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append("%02X".formatted(b));
      }
    }
    return encoded.toString();
  }
}
