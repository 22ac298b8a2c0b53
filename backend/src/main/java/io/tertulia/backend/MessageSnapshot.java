package io.tertulia.backend;

import io.tertulia.protocol.MessageOrigin;
import io.tertulia.protocol.MessageType;
import io.tertulia.protocol.content.ContentBlock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A message at one moment, as it was written: nothing is masked.
///
/// @param senderId who wrote it; null for a system message, and when that user was erased
/// @param text with its markup, as it was sent; null for files and locations
/// @param plaintext the text without formatting; empty for files and locations
/// @param content today exactly one block
/// @param custom the application's own values
/// @param referencedMessageId of the message that this one answers; null when it answers none
/// @param readBy ids of the participants other than the sender who have read it; always empty in a
///   conversation of more than 300 participants
/// @param reactions ids of those who reacted, by emoji; empty in webhooks, which do not tell them
/// @param createdAt strictly increasing inside a conversation, but for history that was imported
/// @param editedAt null when its content was never changed
public record MessageSnapshot(
    String id,
    String conversationId,
    MessageType type,
    @Nullable String senderId,
    @Nullable String text,
    String plaintext,
    List<ContentBlock> content,
    Map<String, String> custom,
    @Nullable String referencedMessageId,
    List<String> readBy,
    Map<String, List<String>> reactions,
    MessageOrigin origin,
    Instant createdAt,
    @Nullable Instant editedAt) {
  public MessageSnapshot {
    content = List.copyOf(content);
    custom = Collections.unmodifiableMap(new LinkedHashMap<>(custom));
    readBy = List.copyOf(readBy);
    reactions = Collections.unmodifiableMap(new LinkedHashMap<>(reactions));
  }
}
