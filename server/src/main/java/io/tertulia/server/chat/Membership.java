package io.tertulia.server.chat;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.Notify;
import io.tertulia.protocol.command.ParticipantPatch;
import io.tertulia.protocol.command.Patch;
import io.tertulia.protocol.fact.ParticipantFact;
import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import java.util.Optional;

/// Coming into a conversation, changing what one may do there, and going.
final class Membership {
  private final Checks checks;

  Membership(Checks checks) {
    this.checks = checks;
  }

  /// Adds a user who does not take part. History before it counts as read.
  ///
  /// @param joinedAt milliseconds since 1970
  void join(Sql sql, Touched conversation, UserRow user, ParticipantPatch choice, long joinedAt)
      throws SQLException {
    join(sql, conversation, user, choice, joinedAt, joinedAt);
  }

  /// Adds a user who has read until then.
  void join(
      Sql sql,
      Touched conversation,
      UserRow user,
      ParticipantPatch choice,
      long joinedAt,
      long readUntil)
      throws SQLException {
    checks.participants(conversation.row().tally().participants() + 1);
    long version = conversation.nextVersion();
    long key = conversation.row().key();
    long marks =
        ParticipantRows.findAny(sql, key, user.key()).map(ParticipantRow::markVersion).orElse(0L);
    ParticipantFact fact =
        new ParticipantFact(
            user.fact().id(),
            version,
            choice.access().applyTo(Access.READ_WRITE, Access.READ_WRITE),
            choice.notifications().applyTo(Notify.ALL, Notify.ALL),
            joinedAt);
    ParticipantRow row =
        new ParticipantRow(key, user.key(), fact, readUntil, false, marks + 1, false);
    ParticipantRows.put(sql, row);
    conversation.put(row);
    conversation.admit(user.fact().id());
    conversation.mark(row);
    conversation.set(conversation.row().withParticipants(1));
    conversation.movedReaders();
  }

  /// Says whether the app keeps a user out: a participation is stored that gives no access, which
  /// counts as none everywhere else.
  boolean keptOut(Sql sql, Touched conversation, UserRow user) throws SQLException {
    return ParticipantRows.findAny(sql, conversation.row().key(), user.key())
        .filter(ParticipantRow::keptOut)
        .isPresent();
  }

  /// Changes the participation of somebody who is kept out: he comes in again if he is given
  /// access.
  void letIn(Sql sql, Touched conversation, UserRow user, ParticipantPatch choice, long joinedAt)
      throws SQLException {
    ParticipantRow row =
        ParticipantRows.findAny(sql, conversation.row().key(), user.key()).orElseThrow();
    Access access = choice.access().applyTo(Access.NONE, Access.READ_WRITE);
    Notify notifications = choice.notifications().applyTo(row.fact().notifications(), Notify.ALL);
    if (access == Access.NONE) {
      ParticipantRows.put(sql, row.withChoice(row.fact().version(), access, notifications));
    } else {
      ParticipantPatch whole = new ParticipantPatch(Patch.put(access), Patch.put(notifications));
      join(sql, conversation, user, whole, joinedAt);
    }
  }

  /// Keeps out a user who does not take part.
  void keepOut(Sql sql, Touched conversation, UserRow user, Notify notifications, long at)
      throws SQLException {
    ConversationRow row = conversation.row();
    ParticipantFact fact =
        new ParticipantFact(user.fact().id(), row.version(), Access.NONE, notifications, at);
    ParticipantRows.put(sql, new ParticipantRow(row.key(), user.key(), fact, at, false, 0, true));
  }

  /// Keeps a user out no longer.
  void forget(Sql sql, Touched conversation, UserRow user) throws SQLException {
    Optional<ParticipantRow> row =
        ParticipantRows.findAny(sql, conversation.row().key(), user.key())
            .filter(ParticipantRow::keptOut);
    if (row.isPresent()) {
      ParticipantFact fact = row.get().fact();
      ParticipantRows.put(
          sql, row.get().withChoice(fact.version(), Access.READ_WRITE, fact.notifications()));
    }
  }

  /// Changes what a participant may do or wants to hear of. Without any access he is out.
  void change(Sql sql, Touched conversation, ParticipantRow participant, ParticipantPatch choice)
      throws SQLException {
    Access access = choice.access().applyTo(participant.fact().access(), Access.READ_WRITE);
    Notify notifications =
        choice.notifications().applyTo(participant.fact().notifications(), Notify.ALL);
    if (access != participant.fact().access()
        || notifications != participant.fact().notifications()) {
      ParticipantRow changed =
          participant.withChoice(conversation.nextVersion(), access, notifications);
      if (access == Access.NONE) {
        leave(sql, conversation, changed);
        return;
      }
      ParticipantRows.put(sql, changed);
      conversation.put(changed);
    }
  }

  /// Removes a participant.
  void leave(Sql sql, Touched conversation, ParticipantRow participant) throws SQLException {
    ParticipantRow left = participant.left(conversation.nextVersion());
    ParticipantRows.put(sql, left);
    conversation.put(left);
    conversation.expel(left.fact().userId());
    conversation.set(conversation.row().withParticipants(-1));
    conversation.movedReaders();
  }

  /// Moves a participant's read mark.
  void mark(
      Sql sql,
      Touched conversation,
      ParticipantRow participant,
      long readUntil,
      boolean markedUnread)
      throws SQLException {
    if (participant.readUntil() == readUntil && participant.markedUnread() == markedUnread) {
      return;
    }
    conversation.read(participant, readUntil);
    ParticipantRow marked = participant.withMark(readUntil, markedUnread);
    ParticipantRows.mark(sql, marked);
    conversation.mark(marked);
    // What a large conversation tells may be behind, so here the slowest cannot be told by it.
    long least = Math.min(participant.readUntil(), readUntil);
    if (conversation.row().tally().participants() > LateReaders.PROMPT
        || least <= conversation.row().tally().everyoneReadUntil()) {
      conversation.movedReaders();
    }
  }
}
