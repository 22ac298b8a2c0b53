package io.tertulia.server.gate.rest;

import io.tertulia.protocol.json.Json;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;

/// What the REST API is, for programs: OpenAPI 3.1, put together of parts that lie beside this
/// class. Readable without credentials.
public final class OpenApi {
  private static final List<String> PARTS =
      List.of(
          "app",
          "users",
          "conversations",
          "messages",
          "files",
          "webhooks",
          "moving",
          "keeping",
          "anonymous");

  private final Supplier<String> origin;

  /// @param origin where the server is reached, without a slash at its end
  public OpenApi(Supplier<String> origin) {
    this.origin = origin;
  }

  /// Puts the route.
  public void addTo(Router.Builder routes) {
    routes.on("GET", "/openapi.json", request -> Reply.of(document(origin.get())));
  }

  /// The whole description.
  static Json.Obj document(String origin) {
    Json.Builder paths = Json.object();
    for (String part : PARTS) {
      part(part).members().forEach(paths::put);
    }
    Json.Builder whole = Json.object();
    part("api")
        .members()
        .forEach((name, value) ->
            whole.put(
                name,
                switch (name) {
                  case "servers" -> new Json.Arr(List.of(Json.object().put("url", origin).build()));
                  case "paths" -> paths.build();
                  case "components" -> components(value);
                  default -> value;
                }));
    return whole.build();
  }

  private static Json components(Json named) {
    Json.Builder all = Json.object();
    ((Json.Obj) named)
        .members()
        .forEach((name, value) -> all.put(name, name.equals("schemas") ? part("schemas") : value));
    return all.build();
  }

  private static Json.Obj part(String name) {
    try (InputStream in = OpenApi.class.getResourceAsStream("openapi/" + name + ".json")) {
      if (in == null) {
        throw new IllegalStateException("no part " + name + " of the description");
      }
      return (Json.Obj) Json.parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
