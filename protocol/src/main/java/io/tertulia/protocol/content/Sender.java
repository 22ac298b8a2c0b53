package io.tertulia.protocol.content;

/// Who wrote a message, as far as its content is concerned.
public enum Sender {
  /// A user or guest in a client.
  USER,

  /// The application's own back end: messages and edits over REST, system messages, imports.
  TRUSTED
}
