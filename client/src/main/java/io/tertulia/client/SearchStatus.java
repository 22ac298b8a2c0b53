package io.tertulia.client;

/// How a search stands.
public enum SearchStatus {
  /// It is running.
  SEARCHING,
  /// It rests, and may find older results.
  CAN_LOAD_MORE,
  /// It has come to the oldest.
  LOADED_ALL
}
