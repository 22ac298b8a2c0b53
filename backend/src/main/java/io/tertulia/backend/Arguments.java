package io.tertulia.backend;

import java.time.Duration;
import java.util.Objects;

/// Checks of arguments that are made at once, before anything is asked.
final class Arguments {
  private Arguments() {}

  /// The text, which must not be empty.
  ///
  /// @throws NullPointerException when it is null
  /// @throws IllegalArgumentException when it is empty
  static String text(String name, String value) {
    if (Objects.requireNonNull(value, name).isEmpty()) {
      throw new IllegalArgumentException(name + ": empty (expected: at least one character)");
    }
    return value;
  }

  /// The time, which must be longer than nothing.
  static Duration positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: more than nothing)");
    }
    return value;
  }
}
