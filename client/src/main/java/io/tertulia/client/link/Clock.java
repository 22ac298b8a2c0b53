package io.tertulia.client.link;

/// The time of day; `java.time.InstantSource` is missing on Android.
@FunctionalInterface
public interface Clock {
  /// Milliseconds since 1970.
  long millis();
}
