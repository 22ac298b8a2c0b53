package io.tertulia.protocol.command;

import io.tertulia.protocol.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What somebody asks to change.
public sealed interface Command {

  /// Creates or changes a user.
  record SetUser(String userId, UserPatch patch, Mode mode) implements Command {}

  /// Creates or changes a conversation, joins it when the actor is a user who has not, and sets the
  /// actor's participation.
  ///
  /// With [Mode#CREATE] on a conversation that exists only `own` counts, and only when the actor
  /// joins by it.
  ///
  /// @param own the actor's participation; nothing may be set in it when the actor is no user
  /// @param add users who become participants too; only for actors of the app itself
  record SetConversation(
      String conversationId,
      ConversationPatch patch,
      ParticipantPatch own,
      List<String> add,
      Mode mode)
      implements Command {
    public SetConversation {
      add = List.copyOf(add);
    }
  }

  /// Deletes a conversation with its messages and participations; only for actors of the app
  /// itself.
  record DeleteConversation(String conversationId) implements Command {}

  /// Adds or changes a participant.
  record SetParticipant(String conversationId, String userId, ParticipantPatch patch, Mode mode)
      implements Command {}

  /// Removes a participant; succeeds when there is none.
  record DeleteParticipant(String conversationId, String userId) implements Command {}

  /// Sends a message.
  ///
  /// @param key makes a retry safe: the same key of the same sender in the same conversation gives
  ///   the first answer, whenever it comes; null when nobody will retry
  /// @param senderId whose message it is; null for the actor's own, and for a system message when
  ///   the actor is the app
  /// @param referencedMessageId the message that this one answers
  record SendMessage(
      String conversationId,
      @Nullable String key,
      @Nullable String senderId,
      Content content,
      Map<String, String> custom,
      @Nullable String referencedMessageId)
      implements Command {
    public SendMessage {
      custom = Collections.unmodifiableMap(new LinkedHashMap<>(custom));
    }
  }

  /// Changes a message.
  ///
  /// @param content null keeps it
  record EditMessage(
      String conversationId, String messageId, @Nullable Content content, MapPatch custom)
      implements Command {}

  /// Deletes a message; succeeds when there is none.
  record DeleteMessage(String conversationId, String messageId) implements Command {}

  /// Reacts to a message; nothing happens when the user did so already.
  ///
  /// @param userId whose reaction it is; null for the actor's own
  /// @param emoji one Unicode emoji, or the name of a custom one with both colons
  record AddReaction(String conversationId, String messageId, @Nullable String userId, String emoji)
      implements Command {}

  /// Takes a reaction back; succeeds when there is none.
  ///
  /// @param userId whose reaction it is; null for the actor's own
  record RemoveReaction(
      String conversationId, String messageId, @Nullable String userId, String emoji)
      implements Command {}

  /// Says that the actor is typing: for ten seconds, or until the next message of the same user.
  record MarkAsTyping(String conversationId) implements Command {}

  /// Marks what was sent as read: everything until now, or what the app itself says, which may be
  /// less than was marked before. A mark as unread goes.
  ///
  /// @param userId who has read; null for the actor
  /// @param readUntil milliseconds since 1970: what was sent until then; null for everything until
  ///   now, which a later time means too; only for actors of the app itself
  record MarkAsRead(String conversationId, @Nullable String userId, @Nullable Long readUntil)
      implements Command {
    /// Everything until now, by the actor.
    public MarkAsRead(String conversationId) {
      this(conversationId, null, null);
    }
  }

  /// Marks the conversation as unread by hand.
  record MarkAsUnread(String conversationId) implements Command {}

  /// Writes history as it was; only for actors of the app itself.
  ///
  /// A missing conversation, and a missing user whose name is then the id, are created. An entry
  /// that is already there (by its key) is passed over, so a broken import can be run again.
  record ImportHistory(String conversationId, List<HistoryEntry> entries) implements Command {
    public ImportHistory {
      entries = List.copyOf(entries);
    }
  }

  /// Writes one old message; only for actors of the app itself.
  ///
  /// @param key makes a retry safe, as with [SendMessage]; null stores it each time
  /// @param senderId a user who takes part; null for a system message
  /// @param content a text, which may be blank, or blocks
  /// @param createdAt milliseconds since 1970; when another message is of that time, it goes right
  ///   behind that
  /// @param readBy participants who have read the conversation up to it at least
  record ImportMessage(
      String conversationId,
      @Nullable String key,
      @Nullable String senderId,
      long createdAt,
      Content content,
      Map<String, String> custom,
      List<String> readBy)
      implements Command {
    public ImportMessage {
      custom = Collections.unmodifiableMap(new LinkedHashMap<>(custom));
      readBy = List.copyOf(readBy);
    }
  }

  static Command read(Json json, String path) {
    return CommandJson.read(json, path);
  }

  default Json json() {
    return CommandJson.write(this);
  }
}
