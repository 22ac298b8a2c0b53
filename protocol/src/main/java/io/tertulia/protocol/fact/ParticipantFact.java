package io.tertulia.protocol.fact;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.Notify;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;

/// That a user takes part in a conversation.
///
/// @param joinedAt milliseconds since 1970
public record ParticipantFact(
    String userId, long version, Access access, Notify notifications, long joinedAt)
    implements Fact {
  static final String TYPE = "participant";

  static ParticipantFact read(Fields fields) {
    return new ParticipantFact(
        fields.text("userId"),
        fields.integer("version"),
        Access.parse(fields.textOr("access", Access.READ_WRITE.wire())),
        NotifyJson.read(fields, "notify", Notify.ALL),
        fields.integer("joinedAt"));
  }

  @Override
  public Json json() {
    return Json.object()
        .put("type", TYPE)
        .put("userId", userId)
        .put("version", version)
        .put("access", access == Access.READ_WRITE ? null : access.wire())
        .put("notify", notifications == Notify.ALL ? null : NotifyJson.write(notifications))
        .put("joinedAt", joinedAt)
        .build();
  }
}
