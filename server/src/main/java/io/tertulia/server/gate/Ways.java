package io.tertulia.server.gate;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.tertulia.server.gate.http.BodyTooLargeException;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.Router;
import io.tertulia.server.gate.http.Router.Match;
import io.tertulia.server.gate.http.Target;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds where a request goes by its head.
final class Ways {
  private static final Set<String> OVERRIDES = Set.of("PATCH", "PUT", "DELETE");

  private static final Pattern SERVER = Pattern.compile("(?i)https?://[^/?#]*/?");

  /// The paths whose second segment is an app.
  private static final Set<String> OF_APPS = Set.of("v1", "files");

  private static final Router.Route QUESTION =
      new Router.Route("OPTIONS", List.of(), 0, false, request -> Reply.empty(204));

  private final Router router;

  Ways(Router router) {
    this.router = router;
  }

  /// Where a request goes. One that goes nowhere ends its connection, unless it has no body and can
  /// be followed by another.
  Way of(HttpRequest head) {
    if (!head.decoderResult().isSuccess()) {
      return new Way.Nowhere(malformed(head.decoderResult().cause()), true);
    }
    head.setUri(originForm(head.uri()));
    Target target;
    try {
      target = Target.parse(head.uri());
    } catch (IllegalArgumentException e) {
      return nowhere(head, Reply.error(400, String.valueOf(e.getMessage())));
    }
    String line = Upgrade.app(target.segments());
    if (line != null) {
      Reply refusal = Upgrade.refuse(head.method().name(), head.headers());
      return refusal == null ? new Way.ToLine(line) : new Way.Nowhere(refusal, true);
    }
    String method = method(head);
    Match match = router.find(method, target);
    if (match == null) {
      return Origins.isQuestion(head)
          ? question(head, target)
          : nowhere(head, router.missing(method, target));
    }
    int max = match.route().maxBody();
    if (!match.route().streams() && HttpUtil.getContentLength(head, 0L) > max) {
      return new Way.Nowhere(Reply.error(413, BodyTooLargeException.text(max)), true);
    }
    return new Way.ToEndpoint(match);
  }

  /// What a page's browser asks is answered by the app, where the path names one.
  private static Way question(HttpRequest head, Target target) {
    List<String> path = target.segments();
    boolean ofApp = path.size() > 1 && OF_APPS.contains(path.getFirst());
    return ofApp && announced(head) == 0
        ? new Way.ToEndpoint(new Match(QUESTION, Map.of("app", path.get(1)), Map.of()))
        : nowhere(head, Reply.empty(204));
  }

  /// A target that names the server too, as RFC 9112 lets clients write it, without that.
  private static String originForm(String uri) {
    Matcher named = SERVER.matcher(uri);
    return named.lookingAt() ? "/" + uri.substring(named.end()) : uri;
  }

  /// The method that counts: those who can say no other than `POST` name it in a header.
  static String method(HttpRequest head) {
    String method = head.method().name().toUpperCase(Locale.ROOT);
    String override = head.headers().get("X-HTTP-Method-Override");
    return method.equals("POST") && override != null && OVERRIDES.contains(override)
        ? override
        : method;
  }

  /// How many bytes will follow a head; -1 when it does not say.
  static long announced(HttpRequest head) {
    return HttpUtil.isTransferEncodingChunked(head) ? -1 : HttpUtil.getContentLength(head, 0L);
  }

  private static Way nowhere(HttpRequest head, Reply reply) {
    return new Way.Nowhere(reply, !HttpUtil.isKeepAlive(head) || announced(head) != 0);
  }

  private static Reply malformed(@Nullable Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException e -> Reply.error(414, "the request's first line is too long");
      case TooLongHttpHeaderException e -> Reply.error(431, "the request's headers are too large");
      case null, default -> Reply.error(400, "not HTTP as in RFC 9112");
    };
  }
}
