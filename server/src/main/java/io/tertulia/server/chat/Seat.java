package io.tertulia.server.chat;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.server.db.Sql;
import io.tertulia.server.identity.Actor;
import java.sql.SQLException;
import java.util.Optional;

/// A user's place in a conversation.
record Seat(Touched conversation, UserRow user, ParticipantRow participant) {

  /// The place of the actor, who must be a user and take part.
  static Seat of(Sql sql, Changes changes, Actor actor, String conversationId) throws SQLException {
    if (!(actor instanceof Actor.UserActor user)) {
      throw new Refusal(ErrorCode.PERMISSION_DENIED, "only for users");
    }
    Optional<UserRow> self = changes.user(user.app().key(), user.userId());
    Optional<Touched> conversation = changes.conversation(user.app().key(), conversationId);
    if (self.isEmpty() || conversation.isEmpty()) {
      throw Actors.notParticipant(conversationId);
    }
    ParticipantRow participant =
        ParticipantRows.find(sql, conversation.get().row().key(), self.get().key())
            .orElseThrow(() -> Actors.notParticipant(conversationId));
    return new Seat(conversation.get(), self.get(), participant);
  }

  /// The place of a user whom the app names.
  static Seat named(Sql sql, Changes changes, Actor actor, String conversationId, String userId)
      throws SQLException {
    Touched conversation = Actors.existing(changes, actor, conversationId);
    UserRow user = Actors.user(changes, actor, userId);
    ParticipantRow participant =
        ParticipantRows.find(sql, conversation.row().key(), user.key())
            .orElseThrow(() ->
                new Refusal(ErrorCode.NOT_FOUND, "participant: " + userId + " does not exist"));
    return new Seat(conversation, user, participant);
  }

  /// Refuses whoever may only read.
  Seat mustWrite() {
    if (participant.fact().access() != Access.READ_WRITE) {
      throw new Refusal(ErrorCode.PERMISSION_DENIED, "access: Read (expected: ReadWrite)");
    }
    return this;
  }
}
