package io.tertulia.protocol.filter;

/// A condition on one custom value: on the text, or on its being there.
public sealed interface CustomFilter permits StringFilter, Presence {
  /// The key is there, whatever its value.
  static CustomFilter exists() {
    return new Presence(true);
  }

  /// The key is not there.
  static CustomFilter notExists() {
    return new Presence(false);
  }
}
