package io.tertulia.protocol.fact;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;

/// How often a message was reacted to with one emoji.
///
/// @param emoji a fully-qualified Unicode emoji, or the name of a custom one with both colons
/// @param count at least 1
public record ReactionCount(String emoji, int count) {

  public static ReactionCount read(Json json, String path) {
    Fields in = Fields.of(json, path);
    return new ReactionCount(in.text("emoji"), in.count("count"));
  }

  public Json json() {
    return Json.object().put("emoji", emoji).put("count", count).build();
  }
}
