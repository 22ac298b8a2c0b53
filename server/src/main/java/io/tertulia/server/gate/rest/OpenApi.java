package io.tertulia.server.gate.rest;

import io.tertulia.protocol.json.Json;
import io.tertulia.server.gate.http.Description;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.Router;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Tells programs what the REST API is: its description as OpenAPI 3.1, for everybody.
public final class OpenApi {
  private static final List<String> FILES =
      List.of(
          "openapi/api.json",
          "openapi/app.json",
          "openapi/users.json",
          "openapi/conversations.json",
          "openapi/messages.json",
          "openapi/files.json",
          "openapi/webhooks.json",
          "openapi/moving.json",
          "openapi/keeping.json",
          "openapi/anonymous.json",
          "openapi/schemas.json");

  private final Supplier<String> origin;
  private final Json.Obj document;

  /// @param origin where the server is reached, without a slash at its end
  /// @param limits the server's, by the keys of its settings
  public OpenApi(Supplier<String> origin, Map<String, String> limits) {
    this.origin = origin;
    this.document = (Json.Obj) Description.read(OpenApi.class, FILES, limits);
  }

  /// Puts the route.
  public void addTo(Router.Builder routes) {
    routes.on("GET", "/openapi.json", request -> Reply.of(document()));
  }

  /// The whole description. Where the server is reached is known only once it is open.
  Json document() {
    Json here = Json.object().put("url", origin.get()).build();
    Json.Builder whole = Json.object();
    document.members().forEach(whole::put);
    return whole.put("servers", new Json.Arr(List.of(here))).build();
  }
}
