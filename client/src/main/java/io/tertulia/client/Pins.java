package io.tertulia.client;

/// Counts why a session must stay although the application may not hold it: active subscriptions,
/// pending requests, uploads, error handlers. Any thread; guarded by itself.
final class Pins {
  private final Registry registry;
  private int count;

  Pins(Registry registry) {
    this.registry = registry;
  }

  synchronized void pin(TalkSession session) {
    if (count++ == 0) {
      registry.hold(this, session);
    }
  }

  synchronized void unpin() {
    if (--count == 0) {
      registry.release(this);
    }
  }
}
