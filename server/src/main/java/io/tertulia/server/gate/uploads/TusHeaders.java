package io.tertulia.server.gate.uploads;

import io.tertulia.protocol.file.UploadHeaders;
import io.tertulia.server.files.Upload;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.Request;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The headers of tus: what requests must have, and what answers carry.
final class TusHeaders {
  static final String VERSIONS = "Tus-Version";
  private static final String EXTENSIONS = "creation,creation-with-upload,termination,expiration";
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private TusHeaders() {}

  /// A header; null when it is missing.
  static @Nullable String find(Request request, String name) {
    return request.header(name.toLowerCase(Locale.ROOT));
  }

  /// A header that must be there.
  static String text(Request request, String name, String expected) {
    String value = find(request, name);
    if (value == null) {
      throw new IllegalArgumentException(name + ": missing (expected: " + expected + ")");
    }
    return value;
  }

  /// A header that must be there and be a number of bytes.
  static long number(Request request, String name) {
    String value = text(request, name, "a number of bytes");
    if (!NUMBER.matcher(value).matches()) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: a number of bytes)");
    }
    return Long.parseLong(value);
  }

  /// Says whether a request's body is a part of an upload.
  static boolean isPart(Request request) {
    String type = find(request, "Content-Type");
    return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase(UploadHeaders.BYTES);
  }

  /// What the server can.
  static Reply options(long maxBytes) {
    return everywhere(Reply.empty(204))
        .with(VERSIONS, UploadHeaders.VERSION)
        .with("Tus-Extension", EXTENSIONS)
        .with("Tus-Max-Size", Long.toString(maxBytes));
  }

  /// How far an upload is.
  static Reply tell(int status, Upload upload) {
    Reply reply =
        Reply.empty(status)
            .with(UploadHeaders.OFFSET, Long.toString(upload.offset()))
            .with(UploadHeaders.EXPIRES, DATE.format(upload.expiresAt()));
    return upload.token() == null ? reply : reply.with(UploadHeaders.TOKEN, upload.token().value());
  }

  /// An answer with what each must have.
  static Reply everywhere(Reply reply) {
    return reply
        .with(UploadHeaders.RESUMABLE, UploadHeaders.VERSION)
        .with("Cache-Control", "no-store");
  }
}
