package io.tertulia.server.gate;

import io.tertulia.server.gate.http.Description;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.Router;
import java.util.List;
import java.util.Map;

/// Tells programs how the WebSocket is spoken: its description as AsyncAPI 3.0, for everybody.
public final class RealtimeDescription {
  static final String PATH = "/asyncapi.json";

  private static final List<String> FILES =
      List.of(
          "asyncapi/realtime.json",
          "asyncapi/client-frames.json",
          "asyncapi/server-frames.json",
          "asyncapi/commands.json",
          "asyncapi/queries.json",
          "asyncapi/facts.json",
          "asyncapi/content.json",
          "asyncapi/values.json");

  private final Reply description;

  /// @param limits the server's, by the keys of its settings
  public RealtimeDescription(Map<String, String> limits) {
    this.description = Reply.of(Description.read(RealtimeDescription.class, FILES, limits));
  }

  public void addTo(Router.Builder routes) {
    routes.on("GET", PATH, request -> description);
  }
}
