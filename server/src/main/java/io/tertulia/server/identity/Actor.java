package io.tertulia.server.identity;

/// Who asks.
public sealed interface Actor {
  App app();

  /// A user of the app, speaking through a client.
  record UserActor(App app, String userId) implements Actor {}

  /// The app itself: its own server, or whoever runs this one. May do everything in the app.
  record AppActor(App app) implements Actor {}
}
