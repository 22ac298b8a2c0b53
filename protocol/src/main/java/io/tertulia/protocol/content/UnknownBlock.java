package io.tertulia.protocol.content;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;

/// A block of a type that this version does not know, kept as it came.
@SuppressWarnings("exports")
public record UnknownBlock(Json.Obj json) implements ContentBlock {
  public UnknownBlock {
    String type = Fields.of(json, "block").text("type");
    if (BlockJson.isKnown(type)) {
      throw new IllegalArgumentException("block.type: " + type + " (expected: an unknown type)");
    }
  }

  /// The type nobody knows.
  public String type() {
    return Fields.of(json, "block").text("type");
  }
}
