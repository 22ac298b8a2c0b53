package io.tertulia.client.upload;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.file.UploadHeaders;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.io.IOException;
import java.util.List;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// What the server answered.
///
/// @param body at most 64 KiB of it
record Answer(int status, Headers headers, String body) {
  private static final long MAX_BODY = 64 << 10;
  private static final int CREATED = 201;
  private static final HttpUrl ANYWHERE = HttpUrl.get("http://localhost/");

  /// Reads an answer and closes it.
  static Answer of(Response response) throws IOException {
    try (response) {
      return new Answer(response.code(), response.headers(), response.peekBody(MAX_BODY).string());
    }
  }

  boolean good() {
    return status >= 200 && status < 300;
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }

  /// How many bytes of an upload the server has; negative when it does not say. One that was just
  /// made has none.
  long offset() {
    String text = headers.get(UploadHeaders.OFFSET);
    try {
      return text == null ? (status == CREATED ? 0 : -1) : Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /// The name of the upload that was made: the last part of its address. The rest of that address
  /// says how the server is reached from where it stands, not from here. Null when there is none.
  @Nullable String created() {
    String location = headers.get("Location");
    if (location == null) {
      return null;
    }
    HttpUrl url = ANYWHERE.resolve(location);
    List<String> path = url == null ? List.of() : url.pathSegments();
    String name = path.isEmpty() ? "" : path.get(path.size() - 1);
    return name.isEmpty() ? null : name;
  }

  /// A text in the body; null when there is none.
  @Nullable String text(String name) {
    try {
      return Fields.of(Json.parse(body), "answer").textOrNull(name);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// Why it refused, in the server's own words; null when it has none, as somebody between us and
  /// the server, and an answer that must not have a body.
  @Nullable ErrorCode said() {
    String code = text("code");
    return code == null ? null : ErrorCode.parse(code);
  }

  /// What the status alone means.
  ErrorCode meant() {
    return switch (status) {
      case 400 -> ErrorCode.INVALID_ARGUMENT;
      case 401 -> ErrorCode.UNAUTHENTICATED;
      case 403 -> ErrorCode.PERMISSION_DENIED;
      case 404, 410 -> ErrorCode.NOT_FOUND;
      case 413 -> ErrorCode.FILE_REJECTED;
      case 408, 409, 423, 425, 429 -> ErrorCode.UNAVAILABLE;
      default -> status >= 500 ? ErrorCode.UNAVAILABLE : ErrorCode.INTERNAL;
    };
  }

  String words() {
    String message = text("message");
    return message == null ? "HTTP " + status : message;
  }
}
