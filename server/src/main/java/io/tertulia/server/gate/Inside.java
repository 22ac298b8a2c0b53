package io.tertulia.server.gate;

import io.tertulia.server.identity.Admission;
import io.tertulia.server.identity.Admitted;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What all connections share.
record Inside(Below below, GateLimits limits, Rates rates, Counters counters, Incidents incidents) {

  /// Whoever proves to be that user, or does not have to, and comes from no page that may not ask.
  CompletableFuture<Admitted> admit(Caller caller, String userId, @Nullable String token) {
    Admission admission = below.admission();
    String origin = caller.origin();
    return origin == null
        ? admission.user(caller.appId(), userId, token)
        : admission
            .page(caller.appId(), origin)
            .thenCompose(restricted -> admission.user(caller.appId(), userId, token));
  }
}
