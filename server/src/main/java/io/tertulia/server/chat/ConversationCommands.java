package io.tertulia.server.chat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.ConversationPatch;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.ParticipantPatch;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.fact.ConversationFact;
import io.tertulia.server.db.Sql;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.identity.ConversationSync;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules of conversations.
final class ConversationCommands {
  private final Checks checks;
  private final Membership membership;
  private final InstantSource clock;

  ConversationCommands(Checks checks, Membership membership, InstantSource clock) {
    this.checks = checks;
    this.membership = membership;
    this.clock = clock;
  }

  Done set(Sql sql, Changes changes, Actor actor, Command.SetConversation command)
      throws SQLException {
    return switch (actor) {
      case Actor.UserActor user -> setAsUser(sql, changes, user, command);
      case Actor.AppActor app -> setAsApp(sql, changes, app, command);
    };
  }

  Done delete(Changes changes, Actor actor, Command.DeleteConversation command)
      throws SQLException {
    Actors.requireApp(actor);
    changes.delete(Actors.existing(changes, actor, command.conversationId()), clock.millis());
    return Done.NOTHING;
  }

  Done markAsRead(Sql sql, Changes changes, Actor actor, Command.MarkAsRead command)
      throws SQLException {
    Seat seat = reader(sql, changes, actor, command);
    Touched conversation = seat.conversation();
    Long until = command.readUntil();
    long now = Math.max(clock.millis(), conversation.row().lastAt());
    long read = until == null ? now : Math.min(until, now);
    conversation.moment(read);
    membership.mark(sql, conversation, seat.participant(), read, false);
    return Done.NOTHING;
  }

  private static Seat reader(Sql sql, Changes changes, Actor actor, Command.MarkAsRead command)
      throws SQLException {
    Long until = command.readUntil();
    if (until != null && until < 0) {
      throw Checks.bad("readUntil", until + "", "milliseconds since 1970");
    }
    if (actor instanceof Actor.UserActor user) {
      String reader = command.userId();
      if (until != null || (reader != null && !reader.equals(user.userId()))) {
        throw new Refusal(
            ErrorCode.PERMISSION_DENIED, "userId, readUntil: only for the app itself");
      }
      return Seat.of(sql, changes, actor, command.conversationId());
    }
    String reader = command.userId();
    if (reader == null) {
      throw Checks.bad("userId", "missing", "who has read");
    }
    return Seat.named(sql, changes, actor, command.conversationId(), reader);
  }

  Done markAsUnread(Sql sql, Changes changes, Actor actor, Command.MarkAsUnread command)
      throws SQLException {
    Seat seat = Seat.of(sql, changes, actor, command.conversationId());
    Permissions.of(changes, actor).mayMarkAsUnread();
    membership.mark(
        sql, seat.conversation(), seat.participant(), seat.participant().readUntil(), true);
    return Done.NOTHING;
  }

  Done markAsTyping(Sql sql, Changes changes, Actor actor, Command.MarkAsTyping command)
      throws SQLException {
    Seat seat = Seat.of(sql, changes, actor, command.conversationId()).mustWrite();
    Permissions.of(changes, actor).mayType();
    seat.conversation().begunTyping(seat.user().fact());
    return Done.NOTHING;
  }

  private Done setAsUser(
      Sql sql, Changes changes, Actor.UserActor actor, Command.SetConversation command)
      throws SQLException {
    if (!command.add().isEmpty()) {
      throw new Refusal(ErrorCode.PERMISSION_DENIED, "add: only for the app itself");
    }
    UserRow user = Actors.self(changes, actor);
    Optional<Touched> known = changes.conversation(actor.app().key(), command.conversationId());
    @Nullable ParticipantRow participant =
        known.isEmpty()
            ? null
            : ParticipantRows.find(sql, known.get().row().key(), user.key()).orElse(null);
    if (participant != null && command.mode() == Mode.CREATE) {
      return Done.NOTHING;
    }
    mayChange(changes, actor, command, known.isPresent(), participant != null);
    checks.conversation(command.patch());
    Touched conversation =
        known.isPresent()
            ? known.get()
            : changes.create(actor.app().key(), command.conversationId(), clock.millis());
    if (participant == null) {
      ParticipantPatch own = Ceiling.of(sql, conversation, user).lower(command.own());
      membership.join(sql, conversation, user, own, conversation.moment(clock.millis()));
    } else {
      Ceiling.of(participant).check(command.own());
      membership.change(sql, conversation, participant, command.own());
    }
    if (known.isEmpty() || command.mode() != Mode.CREATE) {
      patch(conversation, command.patch());
    }
    return Done.NOTHING;
  }

  private static void mayChange(
      Changes changes,
      Actor.UserActor actor,
      Command.SetConversation command,
      boolean exists,
      boolean participates)
      throws SQLException {
    if (command.mode() == Mode.EDIT && !participates) {
      throw Actors.notParticipant(command.conversationId());
    }
    ConversationSync sync = changes.settings(actor.app().key()).conversationSync();
    boolean onlyNotify = command.patch().keeps() && command.own().access().keeps();
    if (sync == ConversationSync.OFF && !(participates && onlyNotify)) {
      throw new Refusal(
          ErrorCode.SYNC_DISABLED, "this app does not let clients change conversations");
    }
    if (sync == ConversationSync.INVITE && exists && !participates) {
      throw new Refusal(
          ErrorCode.PERMISSION_DENIED,
          "conversation: " + command.conversationId() + " can only be joined by invitation");
    }
  }

  private Done setAsApp(
      Sql sql, Changes changes, Actor.AppActor actor, Command.SetConversation command)
      throws SQLException {
    if (!command.own().keeps()) {
      throw Checks.bad("own", "a participation", "none, as the app itself takes no part");
    }
    checks.conversation(command.patch());
    Set<String> named = new LinkedHashSet<>(command.add());
    checks.participants(named.size());
    long app = actor.app().key();
    Optional<Touched> known = changes.conversation(app, command.conversationId());
    if (known.isEmpty() && command.mode() == Mode.EDIT) {
      throw Actors.noConversation(command.conversationId());
    }
    Touched conversation =
        known.isPresent()
            ? known.get()
            : changes.create(app, command.conversationId(), clock.millis());
    if (known.isEmpty() || command.mode() != Mode.CREATE) {
      patch(conversation, command.patch());
    }
    for (String id : named) {
      UserRow user = Actors.user(changes, actor, id);
      if (ParticipantRows.find(sql, conversation.row().key(), user.key()).isEmpty()
          && !membership.keptOut(sql, conversation, user)) {
        membership.join(
            sql, conversation, user, ParticipantPatch.KEEP, conversation.moment(clock.millis()));
      }
    }
    if (known.isEmpty()) {
      conversation.nextVersion();
    }
    return Done.NOTHING;
  }

  private void patch(Touched conversation, ConversationPatch patch) {
    ConversationFact before = conversation.row().fact();
    ConversationFact after =
        new ConversationFact(
            before.id(),
            before.version(),
            patch.subject().apply(before.subject(), null),
            patch.photoUrl().apply(before.photoUrl(), null),
            patch.welcomeMessages().applyTo(before.welcomeMessages(), List.of()),
            patch.custom().apply(before.custom()),
            before.createdAt());
    if (after.equals(before) && before.version() != 0) {
      return;
    }
    checks.custom(after.custom());
    long version = conversation.nextVersion();
    conversation.changedAttributes();
    conversation.set(
        conversation
            .row()
            .withFact(
                new ConversationFact(
                    after.id(),
                    version,
                    after.subject(),
                    after.photoUrl(),
                    after.welcomeMessages(),
                    after.custom(),
                    after.createdAt())));
  }
}
