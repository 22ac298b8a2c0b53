package io.tertulia.server.chat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.server.identity.Actor;
import java.sql.SQLException;

/// What an actor finds where it acts, or the refusal that tells what is missing.
final class Actors {
  private Actors() {}

  static void requireApp(Actor actor) {
    if (actor instanceof Actor.UserActor) {
      throw new Refusal(ErrorCode.PERMISSION_DENIED, "only for the app itself");
    }
  }

  /// The acting user's own record.
  static UserRow self(Changes changes, Actor.UserActor actor) throws SQLException {
    return changes
        .user(actor.app().key(), actor.userId())
        .orElseThrow(() ->
            new Refusal(
                ErrorCode.NOT_FOUND,
                "user: " + actor.userId() + " does not exist yet; create it first"));
  }

  static UserRow user(Changes changes, Actor actor, String id) throws SQLException {
    return changes
        .user(actor.app().key(), id)
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "user: " + id + " does not exist"));
  }

  static Touched existing(Changes changes, Actor actor, String conversationId) throws SQLException {
    return changes
        .conversation(actor.app().key(), conversationId)
        .orElseThrow(() -> noConversation(conversationId));
  }

  static Refusal noConversation(String conversationId) {
    return new Refusal(ErrorCode.NOT_FOUND, "conversation: " + conversationId + " does not exist");
  }

  /// Says no without telling whether the conversation exists.
  static Refusal notParticipant(String conversationId) {
    return new Refusal(
        ErrorCode.NOT_PARTICIPANT, "conversation: " + conversationId + " (expected: one's own)");
  }
}
