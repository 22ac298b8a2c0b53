package io.tertulia.server.chat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.server.db.Sql;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.identity.ConversationSync;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rules of participants.
final class ParticipantCommands {
  private final Membership membership;
  private final InstantSource clock;

  ParticipantCommands(Membership membership, InstantSource clock) {
    this.membership = membership;
    this.clock = clock;
  }

  Done set(Sql sql, Changes changes, Actor actor, Command.SetParticipant command)
      throws SQLException {
    Touched conversation = Actors.existing(changes, actor, command.conversationId());
    @Nullable UserRow user = changes.user(actor.app().key(), command.userId()).orElse(null);
    @Nullable ParticipantRow participant =
        user == null
            ? null
            : ParticipantRows.find(sql, conversation.row().key(), user.key()).orElse(null);
    if (actor instanceof Actor.UserActor self) {
      maySet(sql, changes, self, conversation, command, participant != null);
    }
    if (participant != null) {
      if (command.mode() != Mode.CREATE) {
        membership.change(sql, conversation, participant, command.patch());
      }
      return Done.NOTHING;
    }
    if (command.mode() == Mode.EDIT) {
      throw new Refusal(
          ErrorCode.NOT_FOUND, "participant: " + command.userId() + " does not take part");
    }
    membership.join(
        sql,
        conversation,
        Actors.user(changes, actor, command.userId()),
        command.patch(),
        conversation.moment(clock.millis()));
    return Done.NOTHING;
  }

  Done delete(Sql sql, Changes changes, Actor actor, Command.DeleteParticipant command)
      throws SQLException {
    long app = actor.app().key();
    Optional<Touched> conversation = changes.conversation(app, command.conversationId());
    Optional<UserRow> user = changes.user(app, command.userId());
    if (actor instanceof Actor.UserActor self) {
      mayDelete(sql, changes, self, command);
    } else if (conversation.isEmpty()) {
      throw Actors.noConversation(command.conversationId());
    }
    if (conversation.isPresent() && user.isPresent()) {
      Optional<ParticipantRow> participant =
          ParticipantRows.find(sql, conversation.get().row().key(), user.get().key());
      if (participant.isPresent()) {
        membership.leave(sql, conversation.get(), participant.get());
      }
    }
    return Done.NOTHING;
  }

  private static void maySet(
      Sql sql,
      Changes changes,
      Actor.UserActor actor,
      Touched conversation,
      Command.SetParticipant command,
      boolean exists)
      throws SQLException {
    boolean self = actor.userId().equals(command.userId());
    boolean inside = self ? exists : participates(sql, changes, actor, conversation);
    if (!inside && !self) {
      throw Actors.notParticipant(command.conversationId());
    }
    if (exists && command.mode() == Mode.CREATE) {
      return;
    }
    boolean ownNotify = exists && self && command.patch().access().keeps();
    ConversationSync sync = actor.app().settings().conversationSync();
    if (sync == ConversationSync.OFF && !ownNotify) {
      throw new Refusal(
          ErrorCode.SYNC_DISABLED, "this app does not let clients change participants");
    }
    if (sync == ConversationSync.INVITE && !inside) {
      throw new Refusal(
          ErrorCode.PERMISSION_DENIED,
          "conversation: " + command.conversationId() + " can only be joined by invitation");
    }
  }

  private static void mayDelete(
      Sql sql, Changes changes, Actor.UserActor actor, Command.DeleteParticipant command)
      throws SQLException {
    if (actor.app().settings().conversationSync() == ConversationSync.OFF) {
      throw new Refusal(
          ErrorCode.SYNC_DISABLED, "this app does not let clients change participants");
    }
    if (!actor.userId().equals(command.userId())) {
      Seat.of(sql, changes, actor, command.conversationId());
    }
  }

  private static boolean participates(
      Sql sql, Changes changes, Actor.UserActor actor, Touched conversation) throws SQLException {
    Optional<UserRow> self = changes.user(actor.app().key(), actor.userId());
    return self.isPresent()
        && ParticipantRows.find(sql, conversation.row().key(), self.get().key()).isPresent();
  }
}
