package io.tertulia.backend;

import java.util.Optional;

/// A message, which may exist or not. Holds nothing; safe for use by any thread.
///
/// All methods throw [TalkException].
public final class MessageRef {
  private final Door door;
  private final String conversationId;
  private final String id;

  MessageRef(Door door, String conversationId, String id) {
    this.door = door;
    this.conversationId = conversationId;
    this.id = Arguments.text("message id", id);
  }

  public String id() {
    return id;
  }

  public String conversationId() {
    return conversationId;
  }

  /// Gets the message as it is now; empty when there is none.
  public Optional<MessageSnapshot> get() {
    return door.find(here(), Snapshots::message);
  }

  /// Replaces the content by text with markup.
  ///
  /// @throws TalkException `NOT_FOUND` when there is no such message
  public void edit(String text) {
    edit(EditMessageParams.builder().text(text).build());
  }

  /// Changes what is given.
  ///
  /// @throws TalkException `NOT_FOUND` when there is no such message
  public void edit(EditMessageParams params) {
    door.put(here(), params.json());
  }

  /// Deletes the message; does nothing when there is none.
  public void delete() {
    door.delete(here());
  }

  /// Reacts for a user; does nothing when done before.
  ///
  /// @param emoji one emoji of Unicode 16.0, or the name of a custom one in colons
  /// @throws TalkException `NOT_FOUND` when there is no such message or user, `LIMIT_EXCEEDED` when
  ///   it has 50 different reactions
  public void addReaction(String userId, String emoji) {
    door.make(Call.of("PUT", reaction(userId, emoji)));
  }

  /// Takes a user's reaction back; does nothing when there is none.
  public void removeReaction(String userId, String emoji) {
    door.delete(reaction(userId, emoji));
  }

  private Target here() {
    return Target.of("conversations", conversationId, "messages", id);
  }

  private Target reaction(String userId, String emoji) {
    return Target.of(
        "conversations",
        conversationId,
        "messages",
        id,
        "reactions",
        Arguments.text("emoji", emoji),
        Arguments.text("user id", userId));
  }
}
