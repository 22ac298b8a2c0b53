package io.tertulia.server.gate.uploads;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tertulia.protocol.file.FileDetails;
import io.tertulia.protocol.file.FileKind;
import io.tertulia.protocol.file.UploadMetadata;
import io.tertulia.server.files.Uploads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;
import org.jspecify.annotations.Nullable;

/// A form with one file, read as it comes: `multipart/form-data` as in RFC 7578. Used by one
/// thread.
///
/// The file is the part `file`; what is known of it may stand in text parts before it or behind it.
/// Everything besides the file is small, and what is not fails.
final class Form implements Uploads.Source {
  /// How many bytes there may be besides the file's own, with what was read ahead.
  static final int MAX_BESIDES = 256 << 10;

  private static final int MAX_PARTS = 50;
  private static final int MAX_HEADERS = 8 << 10;
  private static final int MAX_TEXT = 1 << 10;
  private static final int MAX_BOUNDARY = 70;
  private static final int PIECE = 32 << 10;
  private static final String SUBTYPE = "subtype";
  private static final Set<String> TEXTS =
      Set.of("filename", "kind", SUBTYPE, "width", "height", "duration");

  private final BodyStream body;
  private final MultipartInput parts;
  private final Map<String, String> texts = new HashMap<>();
  private final byte[] piece = new byte[PIECE];
  private @Nullable InputStream file;
  private String filename = "";
  private int count;
  private boolean isOver;

  private Form(BodyStream body, MultipartInput parts) {
    this.body = body;
    this.parts = parts;
  }

  /// The form in a body, if it is one: null for another content type.
  ///
  /// @throws IllegalArgumentException when it is a form without a boundary
  static @Nullable Form of(@Nullable String contentType, Uploads.Source source) throws IOException {
    if (contentType == null || !mediaType(contentType).equals("multipart/form-data")) {
      return null;
    }
    String boundary = parameters(contentType).get("boundary");
    if (boundary == null || boundary.isEmpty() || boundary.length() > MAX_BOUNDARY) {
      throw new IllegalArgumentException(
          "Content-Type: no boundary (expected: 1 to " + MAX_BOUNDARY + " characters)");
    }
    BodyStream body = new BodyStream(source);
    return new Form(
        body,
        MultipartInput.builder()
            .setInputStream(body)
            .setBufferSize(PIECE)
            .setBoundary(boundary.getBytes(UTF_8))
            .setMaxPartHeaderSize(MAX_HEADERS)
            .get());
  }

  @Override
  public @Nullable ByteBuffer next() throws IOException {
    try {
      return isOver ? null : read();
    } catch (FileUploadException e) {
      throw new IllegalArgumentException(
          "body: no whole form (expected: multipart/form-data as in RFC 7578, the headers of a part"
              + " at most "
              + MAX_HEADERS
              + " bytes)",
          e);
    }
  }

  @Override
  public void stop() {
    body.stop();
  }

  /// What the form says of the file, once it was read to its end. Without a kind it follows from
  /// the media type.
  FileDetails details(String mediaType) {
    texts.putIfAbsent("filename", filename);
    return details(texts, mediaType);
  }

  /// What texts by name say of a file.
  static FileDetails details(Map<String, String> texts, String mediaType) {
    return UploadMetadata.of(
        kind(texts.getOrDefault("kind", texts.get(SUBTYPE)), mediaType),
        texts.getOrDefault("filename", ""),
        texts.get("width"),
        texts.get("height"),
        texts.get("duration"));
  }

  private static FileKind kind(@Nullable String word, String mediaType) {
    if (word != null) {
      return FileKind.parse(word);
    }
    return switch (mediaType.split("/", 2)[0]) {
      case "image" -> FileKind.IMAGE;
      case "video" -> FileKind.VIDEO;
      case "audio" -> FileKind.AUDIO;
      default -> FileKind.FILE;
    };
  }

  private @Nullable ByteBuffer read() throws IOException {
    InputStream open = file;
    if (open == null) {
      open = parts.skipPreamble() ? nextFile() : null;
      file = open;
    }
    if (open == null) {
      throw new IllegalArgumentException("file: missing (expected: a part of that name)");
    }
    int length = open.read(piece);
    if (length >= 0) {
      body.allow(length);
      return ByteBuffer.wrap(piece, 0, length);
    }
    isOver = true;
    if (parts.readBoundary() && nextFile() != null) {
      throw new IllegalArgumentException("file: twice (expected: one part of that name)");
    }
    return null;
  }

  /// Keeps texts up to the next file; null when there is none.
  private @Nullable InputStream nextFile() throws IOException {
    do {
      if (++count > MAX_PARTS) {
        throw new IllegalArgumentException(
            "body: more parts (expected: at most " + MAX_PARTS + ")");
      }
      Map<String, String> headers = headers(parts.readHeaders());
      if (mediaType(headers.getOrDefault("content-type", "")).startsWith("multipart/")) {
        throw new IllegalArgumentException("body: a form inside of a form (expected: one file)");
      }
      Map<String, String> disposition = parameters(headers.getOrDefault("content-disposition", ""));
      String name = disposition.getOrDefault("name", "");
      if (name.equals("file")) {
        filename = unquoted(disposition.getOrDefault("filename", ""));
        return parts.newInputStream();
      }
      if (TEXTS.contains(name)) {
        texts.put(name, text(name));
      } else {
        parts.discardBodyData();
      }
    } while (parts.readBoundary());
    return null;
  }

  private String text(String name) throws IOException {
    byte[] text = parts.newInputStream().readNBytes(MAX_TEXT + 1);
    if (text.length > MAX_TEXT) {
      throw new IllegalArgumentException(
          name + ": longer (expected: at most " + MAX_TEXT + " bytes)");
    }
    return new String(text, UTF_8);
  }

  private static Map<String, String> headers(String lines) {
    Map<String, String> headers = new HashMap<>();
    for (String line : lines.split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT), line.substring(colon + 1));
      }
    }
    return headers;
  }

  private static Map<String, String> parameters(String header) {
    var parser = new ParameterParser();
    parser.setLowerCaseNames(true);
    return parser.parse(header, ';');
  }

  private static String mediaType(String header) {
    return header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /// Clients write a quotation mark in a name with a backslash, browsers as an escape.
  private static String unquoted(String name) {
    return name.replace("\\\"", "\"").replace("%22", "\"");
  }
}
