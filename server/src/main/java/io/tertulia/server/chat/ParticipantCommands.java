package io.tertulia.server.chat;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.Notify;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.ParticipantPatch;
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
    long app = actor.app().key();
    @Nullable Touched conversation =
        changes.conversation(app, command.conversationId()).orElse(null);
    @Nullable UserRow user = changes.user(app, command.userId()).orElse(null);
    @Nullable ParticipantRow participant =
        conversation == null || user == null
            ? null
            : ParticipantRows.find(sql, conversation.row().key(), user.key()).orElse(null);
    if (actor instanceof Actor.UserActor self) {
      return setAsUser(sql, changes, self, command, conversation, user, participant);
    }
    if (conversation == null) {
      throw Actors.noConversation(command.conversationId());
    }
    if (participant != null) {
      if (command.mode() != Mode.CREATE) {
        membership.change(sql, conversation, participant, command.patch());
      }
      return Done.NOTHING;
    }
    if (user != null && membership.keptOut(sql, conversation, user)) {
      if (command.mode() != Mode.CREATE) {
        membership.letIn(sql, conversation, user, command.patch(), moment(conversation));
      }
      return Done.NOTHING;
    }
    if (command.mode() == Mode.EDIT) {
      throw absent(command);
    }
    UserRow newcomer = Actors.user(changes, actor, command.userId());
    ParticipantPatch choice = command.patch();
    if (choice.access().applyTo(Access.READ_WRITE, Access.READ_WRITE) == Access.NONE) {
      Notify notifications = choice.notifications().applyTo(Notify.ALL, Notify.ALL);
      membership.keepOut(sql, conversation, newcomer, notifications, clock.millis());
    } else {
      membership.join(sql, conversation, newcomer, choice, moment(conversation));
    }
    return Done.NOTHING;
  }

  private Done setAsUser(
      Sql sql,
      Changes changes,
      Actor.UserActor actor,
      Command.SetParticipant command,
      @Nullable Touched conversation,
      @Nullable UserRow user,
      @Nullable ParticipantRow participant)
      throws SQLException {
    boolean self = actor.userId().equals(command.userId());
    @Nullable ParticipantRow own =
        self || conversation == null ? participant : own(sql, changes, actor, conversation);
    maySet(changes, actor, command, self, own != null, participant != null);
    if (participant != null && command.mode() == Mode.CREATE) {
      return Done.NOTHING;
    }
    if (conversation == null) {
      throw Actors.noConversation(command.conversationId());
    }
    if (participant == null && command.mode() == Mode.EDIT) {
      throw absent(command);
    }
    UserRow target = user == null ? Actors.user(changes, actor, command.userId()) : user;
    Ceiling ceiling = own == null ? Ceiling.of(sql, conversation, target) : Ceiling.of(own);
    if (participant != null) {
      ceiling.check(command.patch());
      membership.change(sql, conversation, participant, command.patch());
      return Done.NOTHING;
    }
    if (membership.keptOut(sql, conversation, target)) {
      throw new Refusal(
          ErrorCode.PERMISSION_DENIED, "participant: " + command.userId() + " is kept out");
    }
    ParticipantPatch choice = ceiling.lower(command.patch());
    membership.join(sql, conversation, target, choice, moment(conversation));
    return Done.NOTHING;
  }

  private long moment(Touched conversation) {
    return conversation.moment(clock.millis());
  }

  private static Refusal absent(Command.SetParticipant command) {
    return new Refusal(
        ErrorCode.NOT_FOUND, "participant: " + command.userId() + " does not take part");
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
      } else if (actor instanceof Actor.AppActor) {
        membership.forget(sql, conversation.get(), user.get());
      }
    }
    return Done.NOTHING;
  }

  /// Whoever does not take part hears the same whether the conversation exists or not.
  private static void maySet(
      Changes changes,
      Actor.UserActor actor,
      Command.SetParticipant command,
      boolean self,
      boolean inside,
      boolean exists)
      throws SQLException {
    if (!inside && (!self || command.mode() == Mode.EDIT)) {
      throw Actors.notParticipant(command.conversationId());
    }
    if (exists && command.mode() == Mode.CREATE) {
      return;
    }
    boolean ownNotify = exists && self && command.patch().access().keeps();
    ConversationSync sync = changes.settings(actor.app().key()).conversationSync();
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
    if (changes.settings(actor.app().key()).conversationSync() == ConversationSync.OFF) {
      throw new Refusal(
          ErrorCode.SYNC_DISABLED, "this app does not let clients change participants");
    }
    if (!actor.userId().equals(command.userId())) {
      Seat.of(sql, changes, actor, command.conversationId());
    }
  }

  private static @Nullable ParticipantRow own(
      Sql sql, Changes changes, Actor.UserActor actor, Touched conversation) throws SQLException {
    Optional<UserRow> self = changes.user(actor.app().key(), actor.userId());
    return self.isEmpty()
        ? null
        : ParticipantRows.find(sql, conversation.row().key(), self.get().key()).orElse(null);
  }
}
