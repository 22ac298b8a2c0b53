package io.tertulia.server.chat;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.MessageOrigin;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.content.Sender;
import io.tertulia.server.db.Sql;
import io.tertulia.server.files.FileUses;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.identity.App;
import io.tertulia.server.webhooks.EventType;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The rules of messages.
final class MessageCommands {
  private final Checks checks;
  private final Membership membership;
  private final FileUses files;
  private final InstantSource clock;
  private final RandomGenerator chance;

  MessageCommands(
      Checks checks,
      Membership membership,
      FileUses files,
      InstantSource clock,
      RandomGenerator chance) {
    this.checks = checks;
    this.membership = membership;
    this.files = files;
    this.clock = clock;
    this.chance = chance;
  }

  Done send(Sql sql, Changes changes, Actor actor, Command.SendMessage command)
      throws SQLException {
    Touched conversation =
        changes
            .conversation(actor.app().key(), command.conversationId())
            .orElseThrow(() -> missing(actor, command.conversationId()));
    @Nullable UserRow sender = sender(changes, actor, command);
    String id = id(conversation, sender, command.key());
    if (command.key() != null) {
      Optional<MessageRow> first = MessageRows.findAny(sql, conversation.row().key(), id);
      if (first.isPresent()) {
        return new Done(id, first.get().createdAt());
      }
    }
    @Nullable ParticipantRow seat = sender == null ? null : seat(sql, actor, conversation, sender);
    Permissions permissions = Permissions.of(changes, actor);
    Contents contents = contents(sql, actor, command.content());
    permissions.maySay(contents.blocks());
    checks.custom(command.custom());
    MessageRow message = compose(sql, conversation, sender, id, command, contents, permissions);
    append(sql, conversation, message);
    changes.named(message, List.of());
    changes.happenings().message(EventType.MESSAGE_SENT, conversation, message);
    if (seat != null) {
      conversation.endedTyping(seat.fact().userId());
      membership.mark(sql, conversation, seat, message.createdAt(), false);
    }
    return new Done(id, message.createdAt());
  }

  private String id(Touched conversation, @Nullable UserRow sender, @Nullable String key) {
    if (key == null) {
      return MessageIds.random(chance);
    }
    checks.id("key", key);
    String conversationId = conversation.row().fact().id();
    return MessageIds.ofKey(conversationId, sender == null ? null : sender.fact().id(), key);
  }

  private MessageRow compose(
      Sql sql,
      Touched conversation,
      @Nullable UserRow sender,
      String id,
      Command.SendMessage command,
      Contents contents,
      Permissions permissions)
      throws SQLException {
    long key = conversation.row().key();
    @Nullable Long referencedAt = null;
    if (command.referencedMessageId() != null) {
      MessageRow target = answerable(sql, key, command.referencedMessageId());
      permissions.mayReply(sender != null && Objects.equals(target.sender(), sender.key()));
      referencedAt = target.createdAt();
    }
    long version = conversation.nextVersion();
    return new MessageRow(
        key,
        Math.max(clock.millis(), conversation.row().lastAt() + 1),
        id,
        version,
        version,
        sender == null ? null : sender.key(),
        MessageOrigin.REST,
        null,
        referencedAt,
        command.custom(),
        contents.blocks(),
        contents.text(),
        false,
        List.of());
  }

  /// Stores a message as the newest of its conversation.
  static void append(Sql sql, Touched conversation, MessageRow message) throws SQLException {
    MessageRows.insert(sql, message);
    conversation.put(message);
    conversation.set(conversation.row().withMessages(1).withNewest(message.createdAt()));
  }

  Done edit(Sql sql, Changes changes, Actor actor, Command.EditMessage command)
      throws SQLException {
    Touched conversation = writable(sql, changes, actor, command.conversationId());
    MessageRow message =
        MessageRows.find(sql, conversation.row().key(), command.messageId())
            .orElseThrow(() -> noMessage(command.messageId()));
    Permissions permissions = Permissions.of(changes, actor);
    permissions.mayEdit(isOwn(changes, actor, message));
    mustBeEditable(actor, message);
    Map<String, String> custom = command.custom().apply(message.custom());
    checks.custom(custom);
    @Nullable Contents contents =
        command.content() == null ? null : contents(sql, actor, command.content());
    if (contents != null) {
      permissions.maySay(contents.blocks());
    }
    boolean sameContents =
        contents == null
            || (contents.blocks().equals(message.content())
                && Objects.equals(contents.text(), message.text()));
    if (sameContents && custom.equals(message.custom())) {
      return Done.NOTHING;
    }
    MessageRow edited =
        contents == null || sameContents
            ? message.edited(
                conversation.nextVersion(),
                message.editedAt(),
                custom,
                message.content(),
                message.text())
            : message.edited(
                conversation.nextVersion(),
                Math.max(clock.millis(), message.createdAt()),
                custom,
                contents.blocks(),
                contents.text());
    MessageRows.update(sql, edited);
    changes.named(edited, message.content());
    conversation.put(edited);
    changes.happenings().message(EventType.MESSAGE_UPDATED, conversation, edited);
    return Done.NOTHING;
  }

  Done delete(Sql sql, Changes changes, Actor actor, Command.DeleteMessage command)
      throws SQLException {
    Touched conversation = writable(sql, changes, actor, command.conversationId());
    Optional<MessageRow> found =
        MessageRows.find(sql, conversation.row().key(), command.messageId());
    if (found.isEmpty()) {
      return Done.NOTHING;
    }
    MessageRow message = found.get();
    Permissions.of(changes, actor).mayDelete(isOwn(changes, actor, message));
    changes.happenings().message(EventType.MESSAGE_DELETED, conversation, message);
    delete(sql, changes, conversation, message);
    return Done.NOTHING;
  }

  /// Deletes a message that is there, and has those that answer it answer nothing.
  static void delete(Sql sql, Changes changes, Touched conversation, MessageRow message)
      throws SQLException {
    long version = conversation.nextVersion();
    MessageRow deleted = message.deleted(version);
    MessageRows.update(sql, deleted);
    changes.named(deleted, message.content());
    ReactionRows.deleteAll(sql, message);
    for (MessageRow answer :
        MessageRows.answering(sql, message.conversation(), message.createdAt())) {
      MessageRow unanswering = answer.unanswering(version);
      MessageRows.update(sql, unanswering);
      conversation.put(unanswering);
    }
    @Nullable String sender =
        message.sender() == null ? null : UserRows.get(sql, message.sender()).fact().id();
    conversation.delete(message, sender);
    ConversationRow row = conversation.row().withMessages(-1);
    if (Objects.equals(row.newestAt(), message.createdAt())) {
      row =
          row.withNewest(
              MessageRows.newestBefore(sql, row.key(), message.createdAt())
                  .map(MessageRow::createdAt)
                  .orElse(null));
    }
    conversation.set(row);
  }

  private Contents contents(Sql sql, Actor actor, Content content) throws SQLException {
    App app = actor.app();
    return Contents.of(
        content, trust(actor), checks, token -> files.block(sql, app.key(), app.id(), token));
  }

  private static @Nullable UserRow sender(Changes changes, Actor actor, Command.SendMessage command)
      throws SQLException {
    return switch (actor) {
      case Actor.UserActor user -> {
        if (command.senderId() != null && !command.senderId().equals(user.userId())) {
          throw new Refusal(
              ErrorCode.PERMISSION_DENIED, "senderId: " + command.senderId() + " (expected: own)");
        }
        yield Actors.self(changes, user);
      }
      case Actor.AppActor app ->
          command.senderId() == null ? null : Actors.user(changes, app, command.senderId());
    };
  }

  /// The sender's participation; a user must be allowed to write, the app may write for who only
  /// reads.
  private static ParticipantRow seat(Sql sql, Actor actor, Touched conversation, UserRow sender)
      throws SQLException {
    Optional<ParticipantRow> participant =
        ParticipantRows.find(sql, conversation.row().key(), sender.key());
    if (actor instanceof Actor.UserActor) {
      return new Seat(
              conversation,
              sender,
              participant.orElseThrow(() -> Actors.notParticipant(conversation.row().fact().id())))
          .mustWrite()
          .participant();
    }
    return participant
        .filter(present -> present.fact().access() != Access.NONE)
        .orElseThrow(() -> Checks.bad("sender", sender.fact().id(), "a participant"));
  }

  private static MessageRow answerable(Sql sql, long conversation, String id) throws SQLException {
    MessageRow target =
        MessageRows.find(sql, conversation, id)
            .orElseThrow(
                () -> Checks.bad("referencedMessage", id, "a message of the conversation"));
    if (target.sender() == null) {
      throw Checks.bad("referencedMessage", "a system message", "a user's message");
    }
    return target;
  }

  private static Touched writable(Sql sql, Changes changes, Actor actor, String conversationId)
      throws SQLException {
    return actor instanceof Actor.AppActor
        ? Actors.existing(changes, actor, conversationId)
        : Seat.of(sql, changes, actor, conversationId).mustWrite().conversation();
  }

  private static boolean isOwn(Changes changes, Actor actor, MessageRow message)
      throws SQLException {
    return actor instanceof Actor.UserActor user
        && Objects.equals(message.sender(), Actors.self(changes, user).key());
  }

  /// What the system said is changed by the app alone.
  private static void mustBeEditable(Actor actor, MessageRow message) {
    if (actor instanceof Actor.UserActor && message.sender() == null) {
      throw new Refusal(
          ErrorCode.PERMISSION_DENIED, "message: " + message.id() + " is the system's");
    }
  }

  private static Refusal missing(Actor actor, String conversationId) {
    return actor instanceof Actor.AppActor
        ? Actors.noConversation(conversationId)
        : Actors.notParticipant(conversationId);
  }

  private static Refusal noMessage(String id) {
    return new Refusal(ErrorCode.NOT_FOUND, "message: " + id + " does not exist");
  }

  private static Sender trust(Actor actor) {
    return actor instanceof Actor.AppActor ? Sender.TRUSTED : Sender.USER;
  }
}
