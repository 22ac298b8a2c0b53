package io.tertulia.testkit.law;

/// The law was broken; the message says how.
final class Breach extends RuntimeException {
  private static final long serialVersionUID = 1;

  Breach(String how) {
    super(how);
  }
}
