package io.tertulia.backend;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an answer means. The code in an error is the server's word; where there is none, a proxy
/// answered, and the status has to do.
final class Answers {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");
  private static final int MAX_SHOWN = 200;

  private Answers() {}

  static Outcome read(HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    Json body = json(answer.body());
    if (status != 200) {
      return failed(status, body, answer);
    }
    if (body == null) {
      return new Outcome.Failed(
          TalkException.of(
              ErrorCode.INTERNAL, "answer: " + shown(answer.body()) + " (expected: JSON)"),
          false,
          Duration.ZERO);
    }
    return new Outcome.Done(body);
  }

  private static Outcome failed(int status, @Nullable Json body, HttpResponse<byte[]> answer) {
    Json.Obj error = body instanceof Json.Obj object ? object : Json.object().build();
    ErrorCode code =
        error.get("code") instanceof Json.Str name ? ErrorCode.parse(name.value()) : code(status);
    String message =
        error.get("message") instanceof Json.Str text ? text.value() : shown(answer.body());
    return new Outcome.Failed(
        TalkException.refused(code, status + " " + message, isPassing(status), reasons(error)),
        status == 429,
        retryAfter(answer));
  }

  /// Says whether the same call may succeed later: nothing is wrong with it.
  private static boolean isPassing(int status) {
    return switch (status) {
      case 408, 429, 502, 503, 504 -> true;
      default -> false;
    };
  }

  /// 404 alone is nobody's word for "no such thing": the path may be wrong as a whole.
  private static ErrorCode code(int status) {
    return switch (status) {
      case 400, 404, 405, 415 -> ErrorCode.INVALID_ARGUMENT;
      case 401 -> ErrorCode.UNAUTHENTICATED;
      case 403 -> ErrorCode.PERMISSION_DENIED;
      case 413, 429, 431 -> ErrorCode.LIMIT_EXCEEDED;
      case 408, 502, 503, 504 -> ErrorCode.UNAVAILABLE;
      default -> ErrorCode.INTERNAL;
    };
  }

  /// A number of seconds; a date, as some proxies send, is not read, and the own pauses have to do.
  private static Duration retryAfter(HttpResponse<byte[]> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(value -> SECONDS.matcher(value).matches())
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .orElse(Duration.ZERO);
  }

  private static Map<String, List<String>> reasons(Json.Obj error) {
    if (!(error.get("reasons") instanceof Json.Obj told)) {
      return Map.of();
    }
    Map<String, List<String>> reasons = new LinkedHashMap<>();
    Fields fields = Fields.of(told, "reasons");
    told.members()
        .forEach((part, why) -> {
          if (why instanceof Json.Arr several
              && several.items().stream().allMatch(Json.Str.class::isInstance)) {
            reasons.put(part, fields.texts(part));
          }
        });
    return reasons;
  }

  private static @Nullable Json json(byte[] body) {
    try {
      return Json.parse(body);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String shown(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      return "nothing";
    }
    return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
  }
}
