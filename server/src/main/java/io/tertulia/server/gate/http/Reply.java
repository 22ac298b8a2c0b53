package io.tertulia.server.gate.http;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The answer to a request.
///
/// @param contentType empty when there is no content
/// @param headers besides the content's type and length
public record Reply(int status, String contentType, Map<String, String> headers, ReplyBody body) {
  private static final String JSON = "application/json; charset=utf-8";
  private static final String RETRY_AFTER = "Retry-After";
  private static final Pattern REASON =
      Pattern.compile("([\\w.\\[\\]-]{1,255}): (.+)", Pattern.DOTALL);

  /// Nothing to say but that it is done.
  public static final Reply DONE = of(Json.object().build());

  public Reply {
    headers = Map.copyOf(headers);
    headers.forEach(Reply::check);
  }

  /// Success with a value.
  public static Reply of(Json json) {
    return of(200, json);
  }

  /// A status with a value.
  public static Reply of(int status, Json json) {
    return new Reply(status, JSON, Map.of(), new ReplyBody.Bytes(json.toBytes()));
  }

  /// A status that says it all.
  public static Reply empty(int status) {
    return new Reply(status, "", Map.of(), ReplyBody.NONE);
  }

  /// Plain text.
  public static Reply text(String contentType, String text) {
    return new Reply(
        200, contentType, Map.of(), new ReplyBody.Bytes(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// The same with one header more.
  public Reply with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Reply(status, contentType, more, body);
  }

  /// An error, as clients of the REST API look for it: `error` for programs, `message` for people,
  /// `reasons` by field.
  public static Reply error(int status, String message) {
    return error(status, null, message);
  }

  private static Reply error(int status, @Nullable ErrorCode code, String message) {
    Matcher field = REASON.matcher(message);
    return error(
        status,
        code,
        message,
        field.matches() ? Map.of(field.group(1), List.of(field.group(2))) : Map.of());
  }

  /// An expected no to something of several parts.
  ///
  /// @param reasons why, by the part
  public static Reply error(ErrorCode code, String message, Map<String, List<String>> reasons) {
    return error(status(code), code, message, reasons);
  }

  private static Reply error(
      int status, @Nullable ErrorCode code, String message, Map<String, List<String>> reasons) {
    Json.Builder named = Json.object();
    reasons.forEach((part, why) -> named.put(part, Json.of(why)));
    Json.Builder error = Json.object().put("error", word(status));
    if (code != null) {
      error.put("code", code.name());
    }
    error.put("message", message).put("reasons", named.build());
    Map<String, String> headers =
        switch (status) {
          case 401 -> Map.of("WWW-Authenticate", "Bearer");
          case 503 -> Map.of(RETRY_AFTER, "1");
          default -> Map.of();
        };
    return new Reply(status, JSON, headers, new ReplyBody.Bytes(error.build().toBytes()));
  }

  /// An expected no: `code` names it as the protocol does.
  public static Reply error(Refusal refusal) {
    return refusal instanceof TooFast fast
        ? error(fast, 429).with(RETRY_AFTER, Long.toString(fast.seconds()))
        : error(refusal, status(refusal.code()));
  }

  /// An expected no under another status than its own.
  public static Reply error(Refusal refusal, int status) {
    return error(status, refusal.code(), String.valueOf(refusal.getMessage()));
  }

  private static void check(String name, String value) {
    if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IllegalStateException(name + ": unprintable (expected: ASCII, all in one line)");
    }
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
      case 403 -> "FORBIDDEN";
      case 404 -> "NOT_FOUND";
      case 405 -> "METHOD_NOT_ALLOWED";
      case 429 -> "TOO_MANY_REQUESTS";
      case 503 -> "UNAVAILABLE";
      default -> status >= 500 ? "INTERNAL" : "BAD_REQUEST";
    };
  }
}
