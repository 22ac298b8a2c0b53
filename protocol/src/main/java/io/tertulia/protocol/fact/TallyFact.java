package io.tertulia.protocol.fact;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;

/// What changes with every message or reader of a conversation: whole counts, the same for all who
/// look.
///
/// A window is complete when it holds as many items as are counted here.
///
/// @param messages how many messages there are
/// @param participants how many participants there are
/// @param everyoneReadUntil milliseconds since 1970: every participant has read what was sent until
///   then
public record TallyFact(long version, int messages, int participants, long everyoneReadUntil)
    implements Fact {
  static final String TYPE = "tally";

  static TallyFact read(Fields fields) {
    return new TallyFact(
        fields.integer("version"),
        fields.count("messages"),
        fields.count("participants"),
        fields.integer("everyoneReadUntil"));
  }

  @Override
  public Json json() {
    return Json.object()
        .put("type", TYPE)
        .put("version", version)
        .put("messages", messages)
        .put("participants", participants)
        .put("everyoneReadUntil", everyoneReadUntil)
        .build();
  }
}
