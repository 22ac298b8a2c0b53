package io.tertulia.server.gate;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.tertulia.protocol.file.UploadHeaders;
import io.tertulia.server.gate.web.WebSide;
import org.jspecify.annotations.Nullable;

/// Lets pages of all origins that an app allows call what the app and its users call, and read
/// every answer, also why there is none; and lets pages of all origins read how that is called.
///
/// Nothing is open to a page by that: no cookie proves anything here, but a token that the page has
/// to have.
final class Origins {
  /// What an app says to the page from which a request comes.
  enum Welcome {
    /// All pages may call, or no page asks, or no app is asked.
    ANYBODY,
    /// This page may.
    THIS_PAGE,
    /// This page may not: it is told so, and its browser keeps even that to itself.
    NOBODY
  }

  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
  private static final String ASKED =
      String.join(
          ", ",
          "Authorization",
          "Content-Type",
          "If-Match",
          "If-None-Match",
          "If-Range",
          "Range",
          "TalkJS-REST-Version",
          "X-HTTP-Method-Override",
          "X-Requested-With",
          UploadHeaders.RESUMABLE,
          UploadHeaders.OFFSET,
          UploadHeaders.LENGTH,
          UploadHeaders.METADATA,
          UploadHeaders.USER);
  private static final String READ =
      String.join(
          ", ",
          "Accept-Ranges",
          "Allow",
          "Content-Range",
          "ETag",
          "Location",
          "Retry-After",
          "WWW-Authenticate",
          "Tus-Extension",
          "Tus-Max-Size",
          "Tus-Version",
          UploadHeaders.RESUMABLE,
          UploadHeaders.OFFSET,
          UploadHeaders.LENGTH,
          UploadHeaders.METADATA,
          UploadHeaders.EXPIRES,
          UploadHeaders.TOKEN);

  private Origins() {}

  /// Whether pages of other origins may call that.
  static boolean isOpen(String uri) {
    return uri.startsWith("/v1/")
        || uri.startsWith("/files/")
        || uri.startsWith(WebSide.PATH)
        || uri.startsWith("/openapi.json")
        || uri.startsWith(RealtimeDescription.PATH);
  }

  /// Whether a page's browser only asks whether the page may call that.
  static boolean isQuestion(HttpRequest head) {
    return head.method().equals(HttpMethod.OPTIONS) && isOpen(head.uri());
  }

  /// The origin of a page that asks; null when that is a page of this server, or it is no page.
  static @Nullable String foreign(HttpHeaders headers) {
    String origin = headers.get(HttpHeaderNames.ORIGIN);
    String host = headers.get(HttpHeaderNames.HOST);
    boolean own =
        origin != null
            && (origin.equalsIgnoreCase("http://" + host)
                || origin.equalsIgnoreCase("https://" + host));
    return own ? null : origin;
  }

  /// Says so in the headers of an answer.
  static void tell(HttpRequest head, HttpHeaders answer, Welcome welcome) {
    if (!isOpen(head.uri())) {
      return;
    }
    if (welcome != Welcome.ANYBODY) {
      answer.add("Vary", "Origin");
    }
    if (welcome == Welcome.NOBODY) {
      return;
    }
    answer.set(
        "Access-Control-Allow-Origin",
        welcome == Welcome.ANYBODY ? "*" : String.valueOf(foreign(head.headers())));
    if (!head.uri().startsWith(WebSide.PATH)) {
      answer.set("Access-Control-Expose-Headers", READ);
    }
    if (isQuestion(head)) {
      answer.set("Access-Control-Allow-Methods", METHODS);
      answer.set("Access-Control-Allow-Headers", ASKED);
      answer.set("Access-Control-Max-Age", "86400");
    }
  }
}
