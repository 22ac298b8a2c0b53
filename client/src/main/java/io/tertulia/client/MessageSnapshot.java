package io.tertulia.client;

import io.tertulia.protocol.MessageOrigin;
import io.tertulia.protocol.MessageType;
import io.tertulia.protocol.content.ContentBlock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A message at one moment.
///
/// @param sender who wrote it, as known now; null exactly when it is a system message
/// @param custom the application's own values
/// @param createdAt strictly increasing inside a conversation
/// @param editedAt null when its content was never changed
/// @param referencedMessage the message that this one answers; null when it answers none, or that
///   one was deleted
/// @param plaintext the text without formatting; empty for files and locations
/// @param content today exactly one block
/// @param reactions one for each emoji, that which was used first first; at most 50
public record MessageSnapshot(
    String id,
    MessageType type,
    @Nullable UserSnapshot sender,
    Map<String, String> custom,
    Instant createdAt,
    @Nullable Instant editedAt,
    @Nullable ReferencedMessageSnapshot referencedMessage,
    MessageOrigin origin,
    String plaintext,
    List<ContentBlock> content,
    List<ReactionsSummarySnapshot> reactions) {
  public MessageSnapshot {
    custom = Collections.unmodifiableMap(new LinkedHashMap<>(custom));
    content = List.copyOf(content);
    reactions = List.copyOf(reactions);
  }
}
