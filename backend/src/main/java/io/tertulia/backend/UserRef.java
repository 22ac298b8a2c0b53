package io.tertulia.backend;

import io.tertulia.protocol.ErrorCode;
import java.util.Optional;
import java.util.stream.Stream;

/// A user, who may exist or not. Holds nothing; safe for use by any thread.
///
/// All methods throw [TalkException].
public final class UserRef {
  private final Door door;
  private final String id;

  UserRef(Door door, String id) {
    this.door = door;
    this.id = Arguments.text("user id", id);
  }

  public String id() {
    return id;
  }

  /// Gets the user as known now; empty when there is none.
  public Optional<UserSnapshot> get() {
    return door.find(Target.of("users", id), Snapshots::user);
  }

  /// Creates the user, or changes what is given.
  ///
  /// @throws TalkException `INVALID_ARGUMENT` when there is no such user yet and no name is given
  public void set(SetUserParams params) {
    door.put(Target.of("users", id), params.json());
  }

  /// Erases the user with everything that names them: profile, memberships, messages, reactions,
  /// files that nobody else's message names. For ever, and at once for everybody who looks; does
  /// nothing when there is none.
  ///
  /// @return whether all of it is gone from the disk too; else that goes on, and is sure to end
  public boolean erase() {
    Call call = Call.of("DELETE", Target.of("users", id)).patiently();
    try {
      return !door.<Boolean>ask(call, in -> in.flag("pending"));
    } catch (TalkException e) {
      if (e.code() == ErrorCode.NOT_FOUND) {
        return !isBeingErased();
      }
      throw e;
    }
  }

  /// Says whether something is left on the disk of a user who was erased.
  public boolean isBeingErased() {
    return door.ask(Call.of("GET", Target.of("erasures", id)), in -> in.flag("pending"));
  }

  /// The conversations in which the user takes part, newest first by when they were created.
  ///
  /// @return as [TalkBackend#conversations(ConversationListOptions)]
  public Stream<UserConversationSnapshot> conversations() {
    return conversations(ConversationListOptions.ALL);
  }

  /// The conversations in which the user takes part and that match.
  ///
  /// @return as [TalkBackend#conversations(ConversationListOptions)]
  /// @throws TalkException also while the stream is read; `NOT_FOUND` when there is no such user
  public Stream<UserConversationSnapshot> conversations(ConversationListOptions options) {
    return door.pages(
        () -> options.on(Target.of("users", id, "conversations")),
        Snapshots::userConversation,
        one -> one.conversation().id());
  }
}
