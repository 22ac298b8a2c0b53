package io.tertulia.protocol.frame;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import org.jspecify.annotations.Nullable;

/// Whose reactions to one message with one emoji a client wants to see, the oldest first.
///
/// @param emoji as the caller wrote it; it need not be fully qualified
/// @param to the upper end of those that the client holds, itself inside; null when it holds none
/// @param more how many after these the client wants besides
public record ReactorsWanted(String messageId, String emoji, @Nullable Bound to, int more) {

  static ReactorsWanted read(Json json, String path) {
    Fields in = Fields.of(json, path);
    return new ReactorsWanted(
        in.text("messageId"), in.text("emoji"), Have.bound(in, "to"), in.countOr("more", 0));
  }

  Json json() {
    return Json.object()
        .put("messageId", messageId)
        .put("emoji", emoji)
        .put("to", to == null ? null : to.json())
        .put("more", more)
        .build();
  }
}
