package io.tertulia.protocol.frame;

import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Position;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import org.jspecify.annotations.Nullable;

/// What a client already has of a conversation it follows.
///
/// @param messagesFrom the lower bound of the messages it holds; null when it holds only the last
///   one
/// @param participantsFrom the lower bound of the participants it holds; null when it holds only
///   itself
public record Have(
    Position position, @Nullable Bound messagesFrom, @Nullable Bound participantsFrom) {

  static Have read(Fields in) {
    return new Have(
        PositionJson.read(in), bound(in, "messagesFrom"), bound(in, "participantsFrom"));
  }

  Json json() {
    return PositionJson.write(Json.object(), position)
        .put("messagesFrom", messagesFrom == null ? null : messagesFrom.json())
        .put("participantsFrom", participantsFrom == null ? null : participantsFrom.json())
        .build();
  }

  static @Nullable Bound bound(Fields in, String name) {
    Json json = in.json().get(name);
    return json == null ? null : Bound.read(json, in.at(name));
  }
}
