package io.tertulia.client;

import io.tertulia.client.link.Identity;
import java.net.URI;
import okhttp3.HttpUrl;

/// Where the socket of a session is.
final class Addresses {
  private static final String AGENT = "tertulia-java/0.1";
  private static final int HTTP = "http".length();

  private Addresses() {}

  static Identity identity(TalkSessionOptions options) {
    return new Identity(
        realtime(options.baseUri(), options.appId()),
        options.userId(),
        AGENT,
        options.idleTimeout().toMillis());
  }

  static URI realtime(URI base, String appId) {
    HttpUrl url =
        HttpUrl.get(base.toString())
            .newBuilder()
            .addPathSegment("v1")
            .addPathSegment(appId)
            .addPathSegment("realtime")
            .query(null)
            .fragment(null)
            .build();
    return URI.create("ws" + url.toString().substring(HTTP));
  }
}
