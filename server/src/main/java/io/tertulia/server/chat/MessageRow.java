package io.tertulia.server.chat;

import io.tertulia.protocol.MessageOrigin;
import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.fact.ReactionCount;
import java.util.ArrayList;
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
/// @param reactions how often each emoji was used, by its first use
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
    boolean gone,
    List<ReactionCount> reactions) {

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
        gone,
        reactions);
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
        gone,
        reactions);
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
        true,
        List.of());
  }

  /// An emoji was used once more, or once less. One that is used no longer disappears.
  MessageRow reacted(long newVersion, String emoji, int change) {
    List<ReactionCount> counts = new ArrayList<>();
    boolean found = false;
    for (ReactionCount before : reactions) {
      boolean same = before.emoji().equals(emoji);
      found |= same;
      int count = before.count() + (same ? change : 0);
      if (count > 0) {
        counts.add(new ReactionCount(before.emoji(), count));
      }
    }
    if (!found) {
      counts.add(new ReactionCount(emoji, change));
    }
    return new MessageRow(
        conversation,
        createdAt,
        id,
        newVersion,
        born,
        sender,
        origin,
        editedAt,
        referencedAt,
        custom,
        content,
        text,
        gone,
        counts);
  }
}
