package io.tertulia.client;

import io.tertulia.client.link.Identity;
import io.tertulia.client.upload.Site;
import java.net.URI;
import okhttp3.HttpUrl;

/// Where the server of a session is.
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

  /// The base URI without what does not belong to an address of ours.
  static HttpUrl below(URI base) {
    return HttpUrl.get(base.toString()).newBuilder().query(null).fragment(null).build();
  }

  /// Where the app's API is, and who asks there.
  static Site site(TalkSessionOptions options) {
    return new Site(app(options.baseUri(), options.appId()), options.userId(), AGENT);
  }

  static URI realtime(URI base, String appId) {
    HttpUrl url = app(base, appId).newBuilder().addPathSegment("realtime").build();
    return URI.create("ws" + url.toString().substring(HTTP));
  }

  private static HttpUrl app(URI base, String appId) {
    return below(base).newBuilder().addPathSegment("v1").addPathSegment(appId).build();
  }
}
