package io.tertulia.protocol.command;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.List;

/// Changes to what participants share of a conversation.
///
/// @param welcomeMessages replaced as a whole
public record ConversationPatch(
    Patch<String> subject,
    Patch<String> photoUrl,
    Patch<List<String>> welcomeMessages,
    MapPatch custom) {
  /// Changes nothing.
  public static final ConversationPatch KEEP =
      new ConversationPatch(Patch.keep(), Patch.keep(), Patch.keep(), MapPatch.KEEP);

  /// Says whether nothing would change.
  public boolean keeps() {
    return subject.keeps() && photoUrl.keeps() && welcomeMessages.keeps() && custom.keeps();
  }

  public static ConversationPatch read(Fields fields) {
    return new ConversationPatch(
        Patch.readText(fields, "subject"),
        Patch.readText(fields, "photoUrl"),
        Patch.read(fields, "welcomeMessages", (json, path) -> fields.texts("welcomeMessages")),
        MapPatch.read(fields, "custom"));
  }

  public Json json() {
    Json.Builder out = Json.object();
    Patch.writeText(subject, out, "subject");
    Patch.writeText(photoUrl, out, "photoUrl");
    welcomeMessages.write(out, "welcomeMessages", Json::of);
    custom.write(out, "custom");
    return out.build();
  }
}
