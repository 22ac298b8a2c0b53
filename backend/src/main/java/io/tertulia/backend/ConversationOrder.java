package io.tertulia.backend;

/// By which time a list of conversations is sorted.
public enum ConversationOrder {
  /// When they were created. It never changes, so nothing is left out or told twice while a list is
  /// read.
  CREATED_AT("createdAt"),
  /// When something was last said, or they were created. One in which something is said while the
  /// list is read, may be left out or told twice.
  LAST_ACTIVITY("lastActivity");

  private final String wire;

  ConversationOrder(String wire) {
    this.wire = wire;
  }

  String wire() {
    return wire;
  }
}
