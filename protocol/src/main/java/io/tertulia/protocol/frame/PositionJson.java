package io.tertulia.protocol.frame;

import io.tertulia.protocol.fact.Position;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;

/// A position as the two members `epoch` and `version`.
final class PositionJson {
  private PositionJson() {}

  static Position read(Fields in) {
    return new Position(in.integer("epoch"), in.integer("version"));
  }

  static Json.Builder write(Json.Builder out, Position position) {
    return out.put("epoch", position.epoch()).put("version", position.version());
  }
}
