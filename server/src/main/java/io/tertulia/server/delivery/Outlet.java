package io.tertulia.server.delivery;

import io.tertulia.protocol.ErrorCode;

/// Where one connection's frames leave. Called by any thread; never blocks; keeps the order of
/// calls.
public interface Outlet {

  /// Queues a frame. When the reader is too slow the outlet closes the connection; the client
  /// resumes later.
  void send(Payload payload);

  /// Says why and closes the connection.
  void end(ErrorCode code, String message);
}
