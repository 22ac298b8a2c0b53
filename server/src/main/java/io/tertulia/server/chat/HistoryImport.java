package io.tertulia.server.chat;

import io.tertulia.protocol.MessageOrigin;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.HistoryEntry;
import io.tertulia.protocol.command.ParticipantPatch;
import io.tertulia.server.db.Sql;
import io.tertulia.server.identity.Actor;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes history as it was, line by line; what is there already is passed over. Whoever comes in
/// by it has read it: nobody finds thousands of unread messages after an import.
///
/// Messages go to where they belong in time, in whatever order they come; see [Times]. Joining and
/// leaving count in the order in which they come, and older ones than what is known are passed
/// over.
final class HistoryImport {
  private final Checks checks;
  private final Membership membership;
  private final UserCommands users;
  private final InstantSource clock;

  HistoryImport(Checks checks, Membership membership, UserCommands users, InstantSource clock) {
    this.checks = checks;
    this.membership = membership;
    this.users = users;
    this.clock = clock;
  }

  Done write(Sql sql, Changes changes, Actor actor, Command.ImportHistory command)
      throws SQLException {
    Actors.requireApp(actor);
    if (command.entries().isEmpty()) {
      return Done.NOTHING;
    }
    long app = actor.app().key();
    Optional<Touched> existing = changes.conversation(app, command.conversationId());
    Touched conversation = existing.isPresent() ? existing.get() : create(changes, app, command);
    int known = 0;
    for (HistoryEntry entry : command.entries()) {
      Checks.past("at", entry.at(), clock.millis());
      switch (entry) {
        case HistoryEntry.Said said -> known += say(sql, changes, app, conversation, said) ? 0 : 1;
        case HistoryEntry.Joined joined ->
            enter(sql, conversation, users.named(sql, changes, app, joined.userId()), joined.at());
        case HistoryEntry.Left left -> leave(sql, changes, app, conversation, left);
      }
    }
    return new Done(null, null, known);
  }

  private Touched create(Changes changes, long app, Command.ImportHistory command)
      throws SQLException {
    checks.id("conversationId", command.conversationId());
    Touched conversation =
        changes.create(app, command.conversationId(), command.entries().getFirst().at());
    conversation.nextVersion();
    return conversation;
  }

  /// Returns false when the message is there already.
  private boolean say(
      Sql sql, Changes changes, long app, Touched conversation, HistoryEntry.Said said)
      throws SQLException {
    long key = conversation.row().key();
    checks.id("key", said.key());
    String id = MessageIds.ofKey(conversation.row().fact().id(), null, said.key());
    if (MessageRows.findAny(sql, key, id).isPresent()) {
      return false;
    }
    @Nullable UserRow sender =
        said.userId() == null ? null : users.named(sql, changes, app, said.userId());
    if (sender != null) {
      enter(sql, conversation, sender, said.at());
    }
    long at = Times.free(sql, conversation, said.at());
    Contents contents = Contents.ofHistory(said.text(), checks);
    checks.custom(said.custom());
    long version = conversation.nextVersion();
    MessageImport.put(
        sql,
        changes,
        conversation,
        new MessageRow(
            key,
            at,
            id,
            version,
            version,
            sender == null ? null : sender.key(),
            MessageOrigin.IMPORT,
            null,
            referenced(sql, conversation.row(), said.replyTo(), at),
            said.custom(),
            contents.blocks(),
            contents.text(),
            false,
            List.of()));
    return true;
  }

  /// When the message that is answered was sent; null when it is unknown, as history may begin in
  /// the middle, or later.
  private static @Nullable Long referenced(
      Sql sql, ConversationRow conversation, @Nullable String replyTo, long before)
      throws SQLException {
    return replyTo == null
        ? null
        : MessageRows.find(
                sql, conversation.key(), MessageIds.ofKey(conversation.fact().id(), null, replyTo))
            .filter(target -> target.sender() != null && target.createdAt() < before)
            .map(MessageRow::createdAt)
            .orElse(null);
  }

  /// Passed over when the user joined as late or later, even if they left again.
  private void enter(Sql sql, Touched conversation, UserRow user, long at) throws SQLException {
    Optional<ParticipantRow> before =
        ParticipantRows.findAny(sql, conversation.row().key(), user.key());
    if (before.isEmpty() || before.get().fact().joinedAt() < at) {
      join(sql, conversation, user, at);
    }
  }

  private void join(Sql sql, Touched conversation, UserRow user, long at) throws SQLException {
    if (ParticipantRows.find(sql, conversation.row().key(), user.key()).isEmpty()
        && !membership.keptOut(sql, conversation, user)) {
      membership.join(
          sql, conversation, user, ParticipantPatch.KEEP, at, Math.max(at, clock.millis() - 1));
    }
  }

  /// Passed over when the user joined later.
  private void leave(
      Sql sql, Changes changes, long app, Touched conversation, HistoryEntry.Left left)
      throws SQLException {
    Optional<UserRow> user = changes.user(app, left.userId());
    if (user.isPresent()) {
      Optional<ParticipantRow> participant =
          ParticipantRows.find(sql, conversation.row().key(), user.get().key());
      if (participant.isPresent() && participant.get().fact().joinedAt() <= left.at()) {
        membership.leave(sql, conversation, participant.get());
      }
    }
  }
}
