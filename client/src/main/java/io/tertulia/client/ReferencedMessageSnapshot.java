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

/// A message that another one answers, at one moment. The chain ends here: what this one answers is
/// only named.
///
/// @param type always a user's message
/// @param sender who wrote it, as known now
/// @param editedAt null when its content was never changed
/// @param referencedMessageId the message that this one answers; null when it answers none, or that
///   one was deleted
/// @param plaintext the text without formatting; empty for files and locations
/// @param reactions one for each emoji, that which was used first first; at most 50
public record ReferencedMessageSnapshot(
    String id,
    MessageType type,
    UserSnapshot sender,
    Map<String, String> custom,
    Instant createdAt,
    @Nullable Instant editedAt,
    @Nullable String referencedMessageId,
    MessageOrigin origin,
    String plaintext,
    List<ContentBlock> content,
    List<ReactionsSummarySnapshot> reactions) {
  public ReferencedMessageSnapshot {
    custom = Collections.unmodifiableMap(new LinkedHashMap<>(custom));
    content = List.copyOf(content);
    reactions = List.copyOf(reactions);
  }
}
