package io.tertulia.cli.history;

/// A line of a file is not what it should be; the message says where, what it is, and what was
/// expected.
final class BadLineException extends Exception {
  private static final long serialVersionUID = 1;

  BadLineException(Place place, String why) {
    super(place + ": " + why, null, false, false);
  }
}
