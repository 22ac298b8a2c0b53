package io.tertulia.protocol.fact;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What participants share of a conversation and seldom change.
///
/// @param createdAt milliseconds since 1970
public record ConversationFact(
    String id,
    long version,
    @Nullable String subject,
    @Nullable String photoUrl,
    List<String> welcomeMessages,
    Map<String, String> custom,
    long createdAt)
    implements Fact {
  static final String TYPE = "conversation";

  public ConversationFact {
    welcomeMessages = List.copyOf(welcomeMessages);
    custom = Collections.unmodifiableMap(new LinkedHashMap<>(custom));
  }

  static ConversationFact read(Fields fields) {
    return new ConversationFact(
        fields.text("id"),
        fields.integer("version"),
        fields.textOrNull("subject"),
        fields.textOrNull("photoUrl"),
        fields.texts("welcomeMessages"),
        fields.textMap("custom"),
        fields.integer("createdAt"));
  }

  @Override
  public Json json() {
    return Json.object()
        .put("type", TYPE)
        .put("id", id)
        .put("version", version)
        .put("subject", subject)
        .put("photoUrl", photoUrl)
        .putAll("welcomeMessages", welcomeMessages.stream().map(Json::of).toList())
        .putAll("custom", custom)
        .put("createdAt", createdAt)
        .build();
  }
}
