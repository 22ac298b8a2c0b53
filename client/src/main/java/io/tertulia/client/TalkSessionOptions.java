package io.tertulia.client;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Whose session it is, on which server, and how it behaves.
public final class TalkSessionOptions {
  private final Builder values;

  private TalkSessionOptions(Builder values) {
    this.values = values;
  }

  /// Begins options, all others at their defaults.
  ///
  /// @param appId the app on the server; must not be empty
  /// @param userId the user who acts; need not exist yet, must not be empty
  public static Builder builder(String appId, String userId) {
    return new Builder(appId, userId);
  }

  public String appId() {
    return values.appId;
  }

  public String userId() {
    return values.userId;
  }

  public URI baseUri() {
    return values.baseUri;
  }

  @Nullable String token() {
    return values.token;
  }

  @Nullable Supplier<? extends CompletionStage<String>> tokenProvider() {
    return values.tokenProvider;
  }

  @Nullable Executor executor() {
    return values.executor;
  }

  Duration idleTimeout() {
    return values.idleTimeout;
  }

  Duration pingInterval() {
    return values.pingInterval;
  }

  boolean forceNew() {
    return values.forceNew;
  }

  /// Collects options. For one thread; may be used again after [#build].
  public static final class Builder {
    private static final URI BASE = URI.create("http://127.0.0.1:7070");
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration PING = Duration.ofSeconds(20);

    private final String appId;
    private final String userId;
    private URI baseUri = BASE;
    private @Nullable String token;
    private @Nullable Supplier<? extends CompletionStage<String>> tokenProvider;
    private @Nullable Executor executor;
    private Duration idleTimeout = IDLE;
    private Duration pingInterval = PING;
    private boolean forceNew;

    private Builder(String appId, String userId) {
      this.appId = Arguments.text("app id", appId);
      this.userId = Arguments.text("user id", userId);
    }

    private Builder(Builder other) {
      this.appId = other.appId;
      this.userId = other.userId;
      this.baseUri = other.baseUri;
      this.token = other.token;
      this.tokenProvider = other.tokenProvider;
      this.executor = other.executor;
      this.idleTimeout = other.idleTimeout;
      this.pingInterval = other.pingInterval;
      this.forceNew = other.forceNew;
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

    /// The first user token. Ignored when the session exists already.
    public Builder token(String value) {
      token = Arguments.text("token", value);
      return this;
    }

    /// Gives a token whenever one is needed: before the first connection if there is none, and
    /// shortly before one ends. Runs on the callbacks' executor, one call at a time. When its
    /// answer fails, the session ends with [io.tertulia.protocol.ErrorCode#UNAUTHENTICATED], so it
    /// must try again itself. Ignored when the session exists already, and while
    /// [TalkSession#onNeedToken] is set.
    public Builder tokenProvider(Supplier<? extends CompletionStage<String>> provider) {
      tokenProvider = Objects.requireNonNull(provider, "token provider");
      return this;
    }

    /// Runs the application's callbacks, still one at a time and in order; by default a pool of the
    /// SDK. When it rejects one, that runs on the pool.
    public Builder executor(Executor callbacks) {
      executor = Objects.requireNonNull(callbacks, "executor");
      return this;
    }

    /// After so long without an active subscription or a pending request the socket closes, until
    /// the next use; by default 10 seconds. The user counts as online while the socket is open.
    public Builder idleTimeout(Duration time) {
      idleTimeout = Arguments.positive("idle timeout", time);
      return this;
    }

    /// So often the connection is tried; when no answer comes until the next try, it counts as
    /// broken and is made anew. By default 20 seconds; shorter finds a dead network sooner and
    /// costs battery.
    public Builder pingInterval(Duration time) {
      pingInterval = Arguments.positive("ping interval", time);
      return this;
    }

    /// Makes a session of its own, which no other call finds, so one user can hold several with
    /// different tokens.
    public Builder forceNew(boolean value) {
      forceNew = value;
      return this;
    }

    public TalkSessionOptions build() {
      return new TalkSessionOptions(new Builder(this));
    }
  }
}
