package io.tertulia.server.gate;

import io.tertulia.server.identity.Admitted;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What all connections share.
record Inside(Below below, GateLimits limits, Rates rates, Counters counters, Incidents incidents) {

  /// Whoever proves to be that user, or does not have to.
  CompletableFuture<Admitted> admit(String appId, String userId, @Nullable String token) {
    return below.admission().user(appId, userId, token);
  }
}
