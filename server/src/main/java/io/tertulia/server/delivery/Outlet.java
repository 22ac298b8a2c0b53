package io.tertulia.server.delivery;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import org.jspecify.annotations.Nullable;

/// Where one connection's frames leave. Called by any thread; never blocks; keeps the order of
/// calls.
public interface Outlet {

  /// Queues a frame. When the reader is too slow the outlet closes the connection; the client
  /// resumes later.
  void send(Payload payload);

  /// Refuses a request, and counts it: every refusal to a client passes here.
  ///
  /// @param id the request's; null when it had none
  void refuse(@Nullable Long id, Refusal refusal);

  /// Says why and closes the connection.
  void end(ErrorCode code, String message);
}
