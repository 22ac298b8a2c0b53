package io.tertulia.client.link;

import io.tertulia.protocol.frame.ClientFrame;

/// Where frames go out. Belongs to the turn.
public interface Outlet {
  /// Says whether frames may go out now: the server has welcomed us.
  boolean ready();

  /// The number for the next frame that wants an answer; greater than all before.
  long nextId();

  /// Sends a frame; lost when not [#ready], or when the line breaks.
  void send(ClientFrame frame);
}
