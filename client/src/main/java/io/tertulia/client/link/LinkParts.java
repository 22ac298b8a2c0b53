package io.tertulia.client.link;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a link is made of.
///
/// @param callbacks runs the application's code
/// @param pingInterval after so long without a pong the line counts as broken
public record LinkParts(
    Environment environment,
    Turn turn,
    Executor callbacks,
    Duration pingInterval,
    @Nullable String token,
    @Nullable Supplier<? extends CompletionStage<String>> tokenProvider) {

  /// A link for that user, at rest.
  public Link link(Identity identity, Link.Peer peer) {
    return new Link(this, identity, peer);
  }

  /// Waits between attempts, none yet.
  public Retry retry() {
    return new Retry(new Backoff(environment.random()), bell());
  }

  Comeback comeback() {
    return new Comeback(new Backoff(environment.random()), environment.clock(), bell());
  }

  Bell bell() {
    return new Bell(turn, environment.timers());
  }

  Wire.Opener opener(Wire.Ear ear) {
    Transport transport = environment.transports().apply(pingInterval);
    return uri -> Wire.open(transport, uri, turn, ear);
  }

  Credentials credentials(Credentials.Holder holder) {
    return new Credentials(
        turn, callbacks, environment.clock(), bell(), bell(), token, tokenProvider, holder);
  }
}
