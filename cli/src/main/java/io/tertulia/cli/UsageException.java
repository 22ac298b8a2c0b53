package io.tertulia.cli;

/// The command was given something that it cannot be: exit status 2.
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
