package io.tertulia.backend;

import java.net.URI;
import java.time.Duration;

/// For which app the back end speaks, on which server, and how patient it is. Does not show the
/// secret key when printed.
public final class BackendOptions {
  private final Builder values;

  private BackendOptions(Builder values) {
    this.values = values;
  }

  /// Begins options, all others at their defaults.
  ///
  /// @param appId the app on the server; must not be empty
  /// @param secretKey one of the app's; signs tokens here and is never sent; must not be empty
  public static Builder builder(String appId, String secretKey) {
    return new Builder(appId, secretKey);
  }

  public String appId() {
    return values.appId;
  }

  public URI baseUri() {
    return values.baseUri;
  }

  String secretKey() {
    return values.secretKey;
  }

  Duration timeout() {
    return values.timeout;
  }

  Duration uploadTimeout() {
    return values.uploadTimeout;
  }

  Duration retryFor() {
    return values.retryFor;
  }

  @Override
  public String toString() {
    return "BackendOptions[appId=" + appId() + ", baseUri=" + baseUri() + "]";
  }

  /// Collects options. For one thread; may be used again after [#build].
  public static final class Builder {
    private static final URI BASE = URI.create("http://127.0.0.1:7070");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration UPLOAD_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration RETRY_FOR = Duration.ofSeconds(30);

    private final String appId;
    private final String secretKey;
    private URI baseUri = BASE;
    private Duration timeout = TIMEOUT;
    private Duration uploadTimeout = UPLOAD_TIMEOUT;
    private Duration retryFor = RETRY_FOR;

    private Builder(String appId, String secretKey) {
      this.appId = Arguments.text("app id", appId);
      this.secretKey = Arguments.text("secret key", secretKey);
    }

    private Builder(Builder other) {
      this.appId = other.appId;
      this.secretKey = other.secretKey;
      this.baseUri = other.baseUri;
      this.timeout = other.timeout;
      this.uploadTimeout = other.uploadTimeout;
      this.retryFor = other.retryFor;
    }

    /// Where the server is; `http` or `https`, a path in front of the API's is allowed. By default
    /// `http://127.0.0.1:7070`.
    public Builder baseUri(URI uri) {
      String scheme = uri.getScheme();
      if (!("http".equals(scheme) || "https".equals(scheme)) || uri.getHost() == null) {
        throw new IllegalArgumentException(
            "base URI: " + uri + " (expected: http://host:port or https://host)");
      }
      baseUri = uri;
      return this;
    }

    /// So long one attempt may take, from the first byte sent to the last one received; by default
    /// 10 seconds. After it the attempt counts as one that met a broken network.
    public Builder timeout(Duration time) {
      timeout = Arguments.positive("timeout", time);
      return this;
    }

    /// The same for uploads of files, for erasures, exports and imports; by default 10 minutes.
    public Builder uploadTimeout(Duration time) {
      uploadTimeout = Arguments.positive("upload timeout", time);
      return this;
    }

    /// So long after its beginning a call may begin another attempt; by default 30 seconds. Zero
    /// means one attempt.
    public Builder retryFor(Duration time) {
      if (time.isNegative()) {
        throw new IllegalArgumentException("retry for: " + time + " (expected: nothing or more)");
      }
      retryFor = time;
      return this;
    }

    public BackendOptions build() {
      return new BackendOptions(new Builder(this));
    }
  }
}
