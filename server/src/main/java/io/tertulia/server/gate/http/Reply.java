package io.tertulia.server.gate.http;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The answer to a request.
///
/// @param headers besides the content's type and length
/// @param body shared, not to be changed
@SuppressWarnings("ArrayRecordComponent")
public record Reply(int status, String contentType, Map<String, String> headers, byte[] body) {
  private static final String JSON = "application/json; charset=utf-8";
  private static final Pattern REASON =
      Pattern.compile("([\\w.\\[\\]-]{1,255}): (.+)", Pattern.DOTALL);

  /// Nothing to say but that it is done.
  public static final Reply DONE = of(Json.object().build());

  public Reply {
    headers = Map.copyOf(headers);
  }

  /// Success with a value.
  public static Reply of(Json json) {
    return of(200, json);
  }

  /// A status with a value.
  public static Reply of(int status, Json json) {
    return new Reply(status, JSON, Map.of(), json.toBytes());
  }

  /// Plain text.
  public static Reply text(String contentType, String text) {
    return new Reply(200, contentType, Map.of(), text.getBytes(StandardCharsets.UTF_8));
  }

  /// An error, as clients of the REST API look for it: `error` for programs, `message` for people,
  /// `reasons` by field.
  public static Reply error(int status, String message) {
    Json.Builder reasons = Json.object();
    Matcher field = REASON.matcher(message);
    if (field.matches()) {
      reasons.put(field.group(1), Json.of(List.of(field.group(2))));
    }
    Json error =
        Json.object()
            .put("error", word(status))
            .put("message", message)
            .put("reasons", reasons.build())
            .build();
    Map<String, String> headers =
        switch (status) {
          case 401 -> Map.of("WWW-Authenticate", "Bearer");
          case 429, 503 -> Map.of("Retry-After", "1");
          default -> Map.of();
        };
    return new Reply(status, JSON, headers, error.toBytes());
  }

  /// An expected no.
  public static Reply error(Refusal refusal) {
    return error(status(refusal.code()), String.valueOf(refusal.getMessage()));
  }

  private static int status(ErrorCode code) {
    return switch (code) {
      case INVALID_ARGUMENT, NOT_PARTICIPANT, PERMISSION_DENIED, SYNC_DISABLED -> 400;
      case LIMIT_EXCEEDED, FILE_REJECTED -> 400;
      case NOT_FOUND, UNKNOWN_APP -> 404;
      case UNAUTHENTICATED, TOKEN_EXPIRED -> 401;
      case UNAVAILABLE -> 503;
      case SESSION_CLOSED, SUBSCRIPTION_ENDED, SUPERSEDED, INTERNAL -> 500;
    };
  }

  private static String word(int status) {
    return switch (status) {
      case 401 -> "UNAUTHORIZED";
      case 404 -> "NOT_FOUND";
      case 429 -> "TOO_MANY_REQUESTS";
      case 503 -> "UNAVAILABLE";
      default -> status >= 500 ? "INTERNAL" : "BAD_REQUEST";
    };
  }
}
