package io.tertulia.server.gate;

import io.tertulia.protocol.json.Json;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.Request;
import io.tertulia.server.gate.http.Router;
import java.util.function.BooleanSupplier;

/// What those who run the server ask: whether it lives, whether it takes work, and its counters.
public final class Vitals {
  private final Counters counters;
  private final BooleanSupplier ready;

  public Vitals(Counters counters, BooleanSupplier ready) {
    this.counters = counters;
    this.ready = ready;
  }

  public void addTo(Router.Builder routes) {
    routes.on("GET", "/health", this::health).on("GET", "/metrics", this::metrics);
  }

  /// Live whenever it answers; ready, with 200 and not 503, as long as it takes work.
  private Reply health(Request request) {
    boolean isReady = ready.getAsBoolean();
    return Reply.of(
        isReady ? 200 : 503,
        Json.object()
            .put("live", new Json.Bool(true))
            .put("ready", new Json.Bool(isReady))
            .build());
  }

  private Reply metrics(Request request) {
    return Reply.text("text/plain; version=0.0.4; charset=utf-8", counters.text());
  }
}
