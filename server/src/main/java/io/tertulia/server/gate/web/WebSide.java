package io.tertulia.server.gate.web;

import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.ReplyBody;
import io.tertulia.server.gate.http.Request;
import io.tertulia.server.gate.http.Router;
import io.tertulia.web.WebFile;
import io.tertulia.web.WebFiles;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Hands out the web side: `/web/…` to pages of any origin, and the server's own pages, which may
/// run nothing but what comes from here, and ask nobody else for anything.
///
/// Browsers keep what they got, and ask of what has an address that stays whether it is still the
/// same. Behind that, addresses tell what is there, and who follows one of another version of the
/// server is sent to the same of this one: what a page loads together is of one version.
public final class WebSide {
  /// Where the files are that other pages use.
  public static final String PATH = "/web/";

  private static final String CACHE = "Cache-Control";

  /// Text becomes part of a page as text: as markup, or as code, only by the templates of Lit. A page
  /// that stays open while the server changes may get Lit a second time.
  private static final String NO_MARKUP =
      "require-trusted-types-for 'script'; trusted-types lit-html 'allow-duplicates'";

  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self' blob: data: %1$s",
          "media-src 'self' blob: %1$s",
          "connect-src 'self' %1$s",
          "frame-src 'self'",
          "frame-ancestors 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          NO_MARKUP);

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
          "form-action 'none'",
          NO_MARKUP);

  private final WebFiles files = new WebFiles();
  private final Supplier<String> fileUrl;

  /// @param fileUrl the address before the paths of the files that people send
  public WebSide(Supplier<String> fileUrl) {
    this.fileUrl = fileUrl;
  }

  /// Puts the pages and files.
  public void addTo(Router.Builder routes) {
    routes
        .on("GET", "/", request -> serve(request, "pages/playground.html"))
        .on(
            "GET",
            "/dashboard",
            request ->
                serve(request, "pages/dashboard.html")
                    .with("Content-Security-Policy", OPERATORS_POLICY))
        .on("GET", "/favicon.ico", request -> serve(request, "pages/icon.svg"))
        .on("GET", PATH + "{file+}", this::part);
  }

  /// What other pages use. The server's own pages are where they belong, each with its policy, and
  /// nowhere else.
  private Reply part(Request request) {
    String path = request.at("file");
    return serve(request, path.endsWith(".html") ? "" : path);
  }

  private Reply serve(Request request, String path) {
    WebFile file = files.find(path);
    if (file == null) {
      return missing(path).with("X-Content-Type-Options", "nosniff");
    }
    Map<String, String> headers = new HashMap<>(file.isPage() ? ofPage() : ofPart());
    String tag = "\"" + file.tag() + "\"";
    headers.put("ETag", tag);
    headers.put(CACHE, file.lasting() ? "public, max-age=31536000, immutable" : "no-cache");
    headers.put("Vary", "Accept-Encoding");
    headers.put("X-Content-Type-Options", "nosniff");
    if (isKnown(request.header("if-none-match"), tag)) {
      return new Reply(304, "", headers, ReplyBody.NONE);
    }
    byte[] gzip = file.gzip();
    byte[] bytes = file.bytes();
    if (gzip != null && takesGzip(request.header("accept-encoding"))) {
      headers.put("Content-Encoding", "gzip");
      bytes = gzip;
    }
    ReplyBody body =
        request.method().equals("HEAD")
            ? new ReplyBody.Counted(bytes.length)
            : new ReplyBody.Bytes(bytes);
    return new Reply(200, file.type(), headers, body);
  }

  private Reply missing(String path) {
    String moved = files.moved(path);
    return moved == null
        ? Reply.error(404, "file: none of that path")
        : Reply.empty(302).with("Location", moved).with(CACHE, "no-store");
  }

  private Map<String, String> ofPage() {
    URI url = URI.create(fileUrl.get());
    return Map.of(
        "Content-Security-Policy",
        POLICY.formatted(url.getScheme() + "://" + url.getRawAuthority()),
        "Referrer-Policy",
        "no-referrer",
        "Cross-Origin-Opener-Policy",
        "same-origin");
  }

  private static Map<String, String> ofPart() {
    return Map.of("Cross-Origin-Resource-Policy", "cross-origin");
  }

  private static boolean isKnown(@Nullable String tags, String tag) {
    return tags != null
        && Arrays.stream(tags.split(",", -1))
            .map(String::strip)
            .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
  }

  private static boolean takesGzip(@Nullable String encodings) {
    return encodings != null
        && Arrays.stream(encodings.split(",", -1))
            .map(encoding -> encoding.replaceAll("\\s", ""))
            .anyMatch(encoding ->
                encoding.equals("gzip")
                    || (encoding.startsWith("gzip;q=") && !encoding.matches("gzip;q=0(\\.0*)?")));
  }
}
