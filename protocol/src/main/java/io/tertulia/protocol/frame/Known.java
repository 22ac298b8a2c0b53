package io.tertulia.protocol.frame;

import io.tertulia.protocol.fact.Position;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;

/// How much a client knows of a conversation in its list: where it stands, and the version of its
/// own read mark.
public record Known(Position position, long markVersion) {

  static Known read(Json json, String path) {
    Fields in = Fields.of(json, path);
    return new Known(PositionJson.read(in), in.integer("markVersion"));
  }

  Json json() {
    return PositionJson.write(Json.object(), position).put("markVersion", markVersion).build();
  }
}
