package io.tertulia.server.chat;

import io.tertulia.protocol.MessageOrigin;
import io.tertulia.protocol.content.ContentBlock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A message as stored, or that it was deleted.
///
/// @param version of the event that last changed it
/// @param born version of the event that brought it
/// @param sender the sender's key; null for a system message
/// @param referencedAt `createdAt` of the message that this one answers
/// @param text the markup as it was sent; null when it was sent as blocks
record MessageRow(
    long conversation,
    long createdAt,
    String id,
    long version,
    long born,
    @Nullable Long sender,
    MessageOrigin origin,
    @Nullable Long editedAt,
    @Nullable Long referencedAt,
    Map<String, String> custom,
    List<ContentBlock> content,
    @Nullable String text,
    boolean gone) {

  MessageRow edited(
      long newVersion,
      @Nullable Long at,
      Map<String, String> newCustom,
      List<ContentBlock> newContent,
      @Nullable String newText) {
    return new MessageRow(
        conversation,
        createdAt,
        id,
        newVersion,
        born,
        sender,
        origin,
        at,
        referencedAt,
        newCustom,
        newContent,
        newText,
        gone);
  }

  /// The message that this one answered is deleted.
  MessageRow unanswering(long newVersion) {
    return new MessageRow(
        conversation,
        createdAt,
        id,
        newVersion,
        born,
        sender,
        origin,
        editedAt,
        null,
        custom,
        content,
        text,
        gone);
  }

  MessageRow deleted(long newVersion) {
    return new MessageRow(
        conversation,
        createdAt,
        id,
        newVersion,
        born,
        sender,
        origin,
        editedAt,
        null,
        Map.of(),
        List.of(),
        null,
        true);
  }
}
