package io.tertulia.server.gate.rest;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request and its answer, as they went over the wire.
///
/// @param method as the server understands it
/// @param target path and query
/// @param sentType the media type of what was sent, without parameters; empty when it said none
/// @param headers of the answer, by name in small letters
public record Exchange(
    String method,
    String target,
    String sentType,
    String sent,
    int status,
    Map<String, String> headers,
    String answer) {

  /// A header of the answer; null when it is missing.
  @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  /// The media type of the answer, without parameters; empty when it says none.
  String answerType() {
    return mediaType(headers.getOrDefault("content-type", ""));
  }

  /// The method that counts.
  ///
  /// @param override what `X-HTTP-Method-Override` says; null when it is missing
  public static String method(String method, @Nullable String override) {
    return method.equals("POST") && override != null ? override : method;
  }

  /// A content type without its parameters.
  public static String mediaType(String header) {
    return header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }
}
