package io.tertulia.server.gate;

import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.Router.Match;

/// Where a request goes.
sealed interface Way {

  /// To an endpoint.
  record ToEndpoint(Match match) implements Way {}

  /// The connection becomes a line of that app.
  record ToLine(String appId) implements Way {}

  /// Nowhere, for the reason in the reply.
  ///
  /// @param isLast whether the connection has to end with it
  record Nowhere(Reply reply, boolean isLast) implements Way {}
}
