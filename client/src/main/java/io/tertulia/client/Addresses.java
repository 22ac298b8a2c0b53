package io.tertulia.client;

import io.tertulia.client.link.Link;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.net.URLEncoder;

/// Where the socket of a session is.
final class Addresses {
  private static final String AGENT = "tertulia-java/0.1";

  private Addresses() {}

  static Link.Identity identity(TalkSessionOptions options) {
    return new Link.Identity(
        realtime(options.baseUri(), options.appId()),
        options.userId(),
        AGENT,
        options.idleTimeout().toMillis());
  }

  static URI realtime(URI base, String appId) {
    String scheme = "https".equals(base.getScheme()) ? "wss" : "ws";
    String path = base.getRawPath() == null ? "" : base.getRawPath();
    String parent = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return URI.create(
        scheme + "://" + base.getRawAuthority() + parent + "/v1/" + segment(appId) + "/realtime");
  }

  private static String segment(String text) {
    try {
      // The form that takes a Charset is missing on older Android.
      return URLEncoder.encode(text, "UTF-8").replace("+", "%20");
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
