package io.tertulia.server.gate.rest;

import java.time.Duration;

/// Whether anybody may make an app without asking, to try things out, and what becomes of it.
///
/// @param enabled whether that is so
/// @param unclaimed how many such apps there may be that nobody claimed; one more is refused with
///   429
/// @param age how long one is kept that nobody claims; then it is deleted with all that is in it
/// @param behindProxy whether a client's address is the last one of `X-Forwarded-For`, which a
///   proxy before the server puts there
public record AnonymousSettings(boolean enabled, int unclaimed, Duration age, boolean behindProxy) {
  public static final AnonymousSettings DEFAULT =
      new AnonymousSettings(false, 100, Duration.ofDays(7), false);

  public AnonymousSettings {
    if (unclaimed < 1 || !age.isPositive()) {
      throw new IllegalArgumentException(
          "rest.anonymous: " + unclaimed + " for " + age + " (expected: 1 or more, for some time)");
    }
  }

  /// The same, for everybody or for nobody.
  public AnonymousSettings enabled(boolean on) {
    return new AnonymousSettings(on, unclaimed, age, behindProxy);
  }
}
