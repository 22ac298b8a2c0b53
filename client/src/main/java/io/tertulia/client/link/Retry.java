package io.tertulia.client.link;

/// Waits between attempts at something that failed, longer each time. Belongs to the turn.
public final class Retry {
  private final Backoff backoff;
  private final Bell bell;

  Retry(Backoff backoff, Bell bell) {
    this.backoff = backoff;
    this.bell = bell;
  }

  /// Says whether the next attempt must wait.
  public boolean waiting() {
    return bell.isSet();
  }

  /// It failed: `again` runs after a while. While a wait goes on, nothing happens.
  public void failed(Runnable again) {
    if (!bell.isSet()) {
      bell.ring(backoff.next(), again);
    }
  }

  /// It went well: the next wait is a short one.
  public void succeeded() {
    backoff.reset();
  }

  /// Gives up a wait.
  public void stop() {
    bell.silence();
  }
}
