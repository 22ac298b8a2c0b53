package io.tertulia.server.chat;

import io.tertulia.protocol.MessageOrigin;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.content.Sender;
import io.tertulia.server.db.Sql;
import io.tertulia.server.files.FileUses;
import io.tertulia.server.identity.Actor;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Brings old messages, one by one, each to where it belongs in time; see [Times].
final class MessageImport {
  private final Checks checks;
  private final Membership membership;
  private final FileUses files;
  private final InstantSource clock;
  private final RandomGenerator chance;

  MessageImport(
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

  Done write(Sql sql, Changes changes, Actor actor, Command.ImportMessage command)
      throws SQLException {
    Actors.requireApp(actor);
    Touched conversation = Actors.existing(changes, actor, command.conversationId());
    long key = conversation.row().key();
    String id = MessageIds.random(chance);
    if (command.key() != null) {
      checks.id("key", command.key());
      id = MessageIds.ofKey(command.conversationId(), null, command.key());
      Optional<MessageRow> known = MessageRows.findAny(sql, key, id);
      if (known.isPresent()) {
        return new Done(id, known.get().createdAt());
      }
    }
    @Nullable String senderId = command.senderId();
    @Nullable Long sender =
        senderId == null
            ? null
            : participant(sql, changes, actor, conversation, "sender", senderId).user();
    Checks.past("timestamp", command.createdAt(), clock.millis());
    checks.custom(command.custom());
    Contents contents = contents(sql, actor, command.content());
    long at = Times.free(sql, conversation, command.createdAt());
    put(sql, changes, conversation, row(conversation, id, at, sender, command, contents));
    for (String reader : Checks.some("readBy", command.readBy(), conversation.row())) {
      ParticipantRow participant = participant(sql, changes, actor, conversation, "readBy", reader);
      if (participant.readUntil() < at) {
        membership.mark(sql, conversation, participant, at, participant.markedUnread());
      }
    }
    return new Done(id, at);
  }

  private static MessageRow row(
      Touched conversation,
      String id,
      long at,
      @Nullable Long sender,
      Command.ImportMessage command,
      Contents contents) {
    long version = conversation.nextVersion();
    return new MessageRow(
        conversation.row().key(),
        at,
        id,
        version,
        version,
        sender,
        MessageOrigin.IMPORT,
        null,
        null,
        command.custom(),
        contents.blocks(),
        contents.text(),
        false,
        List.of());
  }

  /// Stores a message where it belongs. Where that is below others, nobody can be told what came
  /// since he was here: the conversation gets another epoch, so everybody is told it anew.
  static void put(Sql sql, Changes changes, Touched conversation, MessageRow message)
      throws SQLException {
    ConversationRow row = conversation.row();
    @Nullable Long newest = row.newestAt();
    if (!MessageRows.isNewest(sql, row.key(), message.createdAt())) {
      conversation.beginEpoch(sql);
    }
    MessageRows.insert(sql, message);
    conversation.put(message);
    changes.named(message, List.of());
    conversation.set(
        conversation
            .row()
            .withMessages(1)
            .withNewest(
                newest == null ? message.createdAt() : Math.max(newest, message.createdAt())));
  }

  private static ParticipantRow participant(
      Sql sql, Changes changes, Actor actor, Touched conversation, String what, String userId)
      throws SQLException {
    UserRow user = Actors.user(changes, actor, userId);
    return ParticipantRows.find(sql, conversation.row().key(), user.key())
        .orElseThrow(() -> Checks.bad(what, userId, "a participant"));
  }

  /// A text may be blank, as history is what it is.
  private Contents contents(Sql sql, Actor actor, Content content) throws SQLException {
    long app = actor.app().key();
    return content instanceof Content.Text(String text)
        ? Contents.ofHistory(text, checks)
        : Contents.of(
            content,
            Sender.TRUSTED,
            checks,
            token -> files.block(sql, app, actor.app().id(), token));
  }
}
