package io.tertulia.server.gate;

/// A socket, as its event loop looks after it. All methods run on that loop.
interface Connection {

  /// Looks whether a time is over. Comes about once a second.
  ///
  /// @param now as [System#nanoTime] has it
  void look(long now);

  /// The server is about to stop: finish what was accepted, take nothing new, then close.
  void leave();

  /// Closes at once.
  void cut();
}
