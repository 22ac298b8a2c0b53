package io.tertulia.backend;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A conversation, which may exist or not. Holds nothing; safe for use by any thread.
///
/// All methods throw [TalkException].
public final class ConversationRef {
  private final Door door;
  private final String id;

  ConversationRef(Door door, String id) {
    this.door = door;
    this.id = Arguments.text("conversation id", id);
  }

  public String id() {
    return id;
  }

  /// The user as a participant of this conversation.
  ///
  /// @param userId must not be empty
  public ParticipantRef participant(String userId) {
    return new ParticipantRef(door, id, userId);
  }

  /// The message of that id.
  ///
  /// @param messageId must not be empty
  public MessageRef message(String messageId) {
    return new MessageRef(door, id, messageId);
  }

  /// Gets the conversation as it is now; empty when there is none.
  public Optional<ConversationSnapshot> get() {
    return door.find(here(), Snapshots::conversation);
  }

  /// Creates the conversation, or changes what is given.
  public void set(SetConversationParams params) {
    door.put(here(), params.json());
  }

  /// Deletes it with all that is in it, for ever; does nothing when there is none.
  public void delete() {
    door.delete(here());
  }

  /// Sends a text of a user.
  ///
  /// @param senderId who has to take part
  /// @param text with markup
  /// @return the message, which is on disk
  public MessageRef send(String senderId, String text) {
    return send(SendMessageParams.fromUser(senderId, text).build());
  }

  /// Sends a text of the app itself.
  ///
  /// @param text with markup
  /// @return the message, which is on disk
  public MessageRef sendSystemMessage(String text) {
    return send(SendMessageParams.fromSystem(text).build());
  }

  /// Sends a message.
  ///
  /// @return the message, which is on disk
  /// @throws TalkException `NOT_FOUND` when there is no such conversation, `INVALID_ARGUMENT` when
  ///   the sender takes no part
  public MessageRef send(SendMessageParams message) {
    return send(List.of(message)).getFirst();
  }

  /// Sends messages in their order, all or none.
  ///
  /// @param messages 1 to 10
  /// @return the messages in the same order
  public List<MessageRef> send(List<SendMessageParams> messages) {
    List<Json> bodies = messages.stream().map(one -> one.json(door.newKey())).toList();
    Json ids = door.make(Call.of("POST", listed(), new Json.Arr(bodies)));
    List<MessageRef> sent = new ArrayList<>();
    for (Fields one : door.items(ids)) {
      sent.add(message(one.text("id")));
    }
    return List.copyOf(sent);
  }

  /// The messages, newest first.
  ///
  /// @return read page by page as it is used, each page as it is then; for one thread, needs no
  ///   closing
  public Stream<MessageSnapshot> messages() {
    return door.pages(this::listed, Snapshots::message, MessageSnapshot::id);
  }

  private Target listed() {
    return Target.of("conversations", id, "messages");
  }

  private Target here() {
    return Target.of("conversations", id);
  }
}
