package io.tertulia.protocol.command;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.Notify;
import io.tertulia.protocol.fact.NotifyJson;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;

/// Changes to one participation.
public record ParticipantPatch(Patch<Access> access, Patch<Notify> notifications) {
  /// Changes nothing.
  public static final ParticipantPatch KEEP = new ParticipantPatch(Patch.keep(), Patch.keep());

  /// Says whether nothing would change.
  public boolean keeps() {
    return access.keeps() && notifications.keeps();
  }

  public static ParticipantPatch read(Fields fields) {
    return new ParticipantPatch(
        Patch.read(fields, "access", (json, path) -> Access.parse(Fields.asText(json, path))),
        Patch.read(fields, "notify", NotifyJson::read));
  }

  public Json json() {
    Json.Builder out = Json.object();
    access.write(out, "access", a -> Json.of(a.wire()));
    notifications.write(out, "notify", NotifyJson::write);
    return out.build();
  }
}
