package io.tertulia.backend;

import io.tertulia.protocol.json.Json;
import java.time.Instant;

/// A user as a participant of a conversation. Holds nothing; safe for use by any thread. How the
/// participant is now, stands in [ConversationSnapshot#participants].
///
/// All methods throw [TalkException], `NOT_FOUND` when there is no such conversation or user.
public final class ParticipantRef {
  private final Door door;
  private final String conversationId;
  private final String userId;

  ParticipantRef(Door door, String conversationId, String userId) {
    this.door = door;
    this.conversationId = conversationId;
    this.userId = Arguments.text("user id", userId);
  }

  public String conversationId() {
    return conversationId;
  }

  public String userId() {
    return userId;
  }

  /// Lets the user in, to read and write and be notified of everything; a participant is reset to
  /// that.
  public void set() {
    set(SetParticipantParams.builder().build());
  }

  /// Lets the user in, or replaces what a participant may do; what is not given is its default.
  public void set(SetParticipantParams params) {
    door.put(here(), params.json());
  }

  /// Changes what is given.
  ///
  /// @throws TalkException `NOT_FOUND` also when the user takes no part
  public void edit(SetParticipantParams params) {
    door.make(Call.of("PATCH", here(), params.json()));
  }

  /// Removes the participant; does nothing when the user takes no part.
  public void delete() {
    door.delete(here());
  }

  /// Marks everything as read, and no longer as unread.
  public void markAsRead() {
    door.make(Call.of("POST", Target.of("conversations", conversationId, "readBy", userId)));
  }

  /// Moves the read mark: what was sent until then is read, what came later is unread.
  ///
  /// @param time known to the millisecond
  public void markAsReadUntil(Instant time) {
    door.make(
        Call.of(
            "PATCH",
            Target.of("users", userId, "conversations", conversationId),
            Json.object().put("readUntil", time.toEpochMilli()).build()));
  }

  private Target here() {
    return Target.of("conversations", conversationId, "participants", userId);
  }
}
