package io.tertulia.client.link;

import java.net.URI;

/// Opens WebSockets.
@FunctionalInterface
public interface Transport {
  /// Begins to open one; what becomes of it is told to the listener, also when this fails.
  ///
  /// @param uri of the scheme `ws` or `wss`
  Line open(URI uri, Listener listener);

  /// One WebSocket. Its methods never block and may be called by any thread, also when it has
  /// ended.
  interface Line {
    /// Sends a text frame behind those given before.
    void send(String text);

    /// Closes it properly, after what was sent.
    void close();

    /// Ends it at once.
    void cancel();
  }

  /// What a WebSocket tells, in order, on a thread of its own that must not be kept.
  interface Listener {
    /// It is open; frames may be sent.
    void opened();

    void received(String text);

    /// It ended, or could not be opened. Nothing comes after.
    ///
    /// @param why for logs; never holds content
    void ended(String why);
  }
}
