package io.tertulia.server.gate.web;

import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.ReplyBody;
import io.tertulia.server.gate.http.Request;
import io.tertulia.server.gate.http.Router;
import io.tertulia.web.WebFile;
import io.tertulia.web.WebFiles;
import java.util.HashMap;
import java.util.Map;

/// Hands out the web side: `/web/…` to pages of any origin, and the server's own pages, which may
/// run nothing but what comes from here.
public final class WebSide {
  /// Where the files are that other pages use.
  public static final String PATH = "/web/";

  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src * blob: data:",
          "media-src * blob:",
          "connect-src *",
          "frame-src 'self'",
          "frame-ancestors 'self'",
          "base-uri 'none'",
          "form-action 'none'");

  /// What the dashboard may do: ask this server, and nobody else.
  private static final String OPERATORS_POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self' data:",
          "connect-src 'self'",
          "frame-ancestors 'none'",
          "base-uri 'none'",
          "form-action 'none'");

  private final WebFiles files = new WebFiles();

  public void addTo(Router.Builder routes) {
    routes
        .on("GET", "/", request -> page(request, "pages/playground.html", POLICY))
        .on("GET", "/dashboard", request -> page(request, "pages/dashboard.html", OPERATORS_POLICY))
        .on("GET", PATH + "{file+}", request -> serve(request, request.at("file")));
  }

  private Reply page(Request request, String path, String policy) {
    return serve(request, path)
        .with("Content-Security-Policy", policy)
        .with("Referrer-Policy", "no-referrer")
        .with("Cross-Origin-Opener-Policy", "same-origin");
  }

  private Reply serve(Request request, String path) {
    WebFile file = files.find(path);
    if (file == null) {
      return Reply.error(404, "file: none of that path");
    }
    String tag = "\"" + file.tag() + "\"";
    Map<String, String> headers = new HashMap<>();
    headers.put("ETag", tag);
    headers.put("Cache-Control", "no-cache");
    headers.put("Vary", "Accept-Encoding");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Cross-Origin-Resource-Policy", "cross-origin");
    String known = request.header("if-none-match");
    if (known != null && known.contains(tag)) {
      return new Reply(304, "", headers, ReplyBody.NONE);
    }
    byte[] gzip = file.gzip();
    String accepted = request.header("accept-encoding");
    if (gzip != null && accepted != null && accepted.contains("gzip")) {
      headers.put("Content-Encoding", "gzip");
      return new Reply(200, file.type(), headers, new ReplyBody.Bytes(gzip));
    }
    return new Reply(200, file.type(), headers, new ReplyBody.Bytes(file.bytes()));
  }
}
