package io.tertulia.server;

import io.tertulia.server.gate.GateLimits;
import io.tertulia.server.gate.RateLimits;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Apps.NewApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/// Servers for tests: one that all share, each test with an app of its own, and others for tests of
/// limits.
public final class TestServer {
  private static final AtomicInteger APPS = new AtomicInteger();

  private TestServer() {}

  /// The server that all tests of this JVM share.
  public static Server shared() {
    return Shared.SERVER;
  }

  /// A server of its own, with other limits.
  public static Server with(UnaryOperator<GateLimits> limits) throws IOException {
    return with(limits, InstantSource.system());
  }

  public static Server with(UnaryOperator<GateLimits> change, InstantSource clock)
      throws IOException {
    Limits all = Limits.DEFAULT;
    var limits =
        new Limits(
            change.apply(all.gate()),
            all.rates().enforced(false),
            all.chat(),
            all.search(),
            all.follow(),
            all.store(),
            all.files());
    return start(ServerConfig.DEFAULT.with(limits), clock);
  }

  /// A server of its own that holds back who goes too fast.
  public static Server with(RateLimits rates) throws IOException {
    return start(ServerConfig.DEFAULT.with(Limits.DEFAULT.with(rates)), InstantSource.system());
  }

  /// A server of its own with other settings, which holds nobody back.
  public static Server with(ServerConfig config, InstantSource clock) throws IOException {
    return start(config.withoutRates(), clock);
  }

  /// A new app that verifies identities.
  public static NewApp app(Server server) throws SQLException {
    return app(server, AppSettings.DEFAULT);
  }

  public static NewApp app(Server server, AppSettings settings) throws SQLException {
    return server.apps().create("test-" + APPS.incrementAndGet(), settings);
  }

  /// A new app whose clients may claim to be anybody.
  public static String openApp(Server server) throws SQLException {
    return app(server, AppSettings.DEFAULT.withVerifyIdentity(false)).app().id();
  }

  private static Server start(ServerConfig config, InstantSource clock) throws IOException {
    Path folder = Files.createTempDirectory("tertulia-test");
    return Server.start(config.at("127.0.0.1", 0).in(folder), clock, new SecureRandom());
  }

  /// A clock that stands until it is moved.
  public static final class TestClock implements InstantSource {
    private final AtomicReference<Instant> now =
        new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));

    @Override
    public Instant instant() {
      return now.get();
    }

    public void advance(java.time.Duration time) {
      now.updateAndGet(before -> before.plus(time));
    }
  }

  private static final class Shared {
    private static final Server SERVER = begin();

    private static Server begin() {
      try {
        return start(ServerConfig.DEFAULT.withoutRates(), InstantSource.system());
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
