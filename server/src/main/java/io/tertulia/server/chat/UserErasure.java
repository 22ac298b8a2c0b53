package io.tertulia.server.chat;

import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.fact.UserFact;
import io.tertulia.server.db.Sql;
import io.tertulia.server.files.FileUses;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.identity.Role;
import io.tertulia.server.record.UserRecord;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What erasing a user does in single commits, each of them short. Rows go for good: no tombstone
/// is left that names the user. So whoever was away meanwhile begins anew where there was one.
final class UserErasure {
  /// How others see a user until all that names it is gone.
  private static final String NAMELESS = "…";

  private static final int FILES = 500;

  private final Membership membership;
  private final FileUses files;
  private final InstantSource clock;

  UserErasure(Membership membership, FileUses files, InstantSource clock) {
    this.membership = membership;
    this.files = files;
    this.clock = clock;
  }

  /// Begins: from now on nobody finds the user, and all that it told of itself is gone. Does
  /// nothing when it was begun before.
  Erasure begin(Sql sql, Changes changes, Actor.AppActor actor, String userId) throws SQLException {
    long app = actor.app().key();
    Optional<UserRow> found = changes.user(app, userId);
    if (found.isEmpty()) {
      Optional<Erasure> begun = Erasure.ofUser(sql, app, userId);
      if (begun.isPresent()) {
        return begun.get();
      }
    }
    UserRow user = Actors.user(changes, actor, userId);
    UserRow blank = blank(user);
    UserRows.update(sql, blank);
    UserRows.hide(sql, blank.key());
    changes.erasing(app, blank);
    return Erasure.begin(sql, app, user.key(), userId, clock.millis());
  }

  /// Erases a user from some messages of a conversation: those that it sent, its reactions to
  /// others, and where these mention it.
  ///
  /// @param times when the messages were sent
  void eraseFrom(Sql sql, Changes changes, Erasure erasure, long conversation, List<Long> times)
      throws SQLException {
    Optional<Touched> touched = conversation(sql, changes, erasure, conversation);
    if (touched.isEmpty()) {
      return;
    }
    for (long at : times) {
      Optional<MessageRow> message = MessageRows.at(sql, conversation, at);
      if (message.isPresent()) {
        eraseFrom(sql, changes, erasure, touched.get(), message.get());
      }
    }
  }

  private static void eraseFrom(
      Sql sql, Changes changes, Erasure erasure, Touched conversation, MessageRow message)
      throws SQLException {
    long user = Objects.requireNonNull(erasure.user());
    if (Objects.equals(message.sender(), user)) {
      if (!message.gone()) {
        MessageCommands.delete(sql, changes, conversation, message);
      }
      MessageRows.remove(sql, message);
      beginAnew(conversation);
      return;
    }
    MessageRow left = message;
    for (ReactionRow reaction : ReactionRows.of(sql, message, user)) {
      left = ReactionCommands.takeBack(sql, conversation, left, reaction);
    }
    List<ContentBlock> content = Mentions.without(left.content(), erasure.id());
    if (!content.equals(left.content())) {
      MessageRow reworded =
          left.edited(
              conversation.nextVersion(), left.editedAt(), left.custom(), content, left.text());
      MessageRows.update(sql, reworded);
      conversation.put(reworded);
    }
  }

  /// Erases a user from a conversation in which it has no messages and reactions any more.
  void eraseFrom(Sql sql, Changes changes, Erasure erasure, long conversation) throws SQLException {
    long user = Objects.requireNonNull(erasure.user());
    Optional<ParticipantRow> seat = ParticipantRows.findAny(sql, conversation, user);
    Optional<Touched> touched = conversation(sql, changes, erasure, conversation);
    if (seat.isPresent() && touched.isPresent()) {
      if (!seat.get().gone()) {
        membership.leave(sql, touched.get(), seat.get());
      }
      ParticipantRows.remove(sql, seat.get());
      ToldReads.forget(sql, conversation, user);
      beginAnew(touched.get());
    }
  }

  /// Forgets which files the user brought, some at a time; false when there may be more.
  boolean disown(Sql sql, Changes changes, Erasure erasure) throws SQLException {
    changes.releasedFiles();
    return files.disown(sql, erasure.app(), erasure.id(), FILES);
  }

  /// Ends: the id is free.
  Erasure end(Sql sql, Changes changes, Erasure erasure) throws SQLException {
    disown(sql, changes, erasure);
    long user = Objects.requireNonNull(erasure.user());
    sql.run(
        "UPDATE apps SET users_from=max(users_from,"
            + " coalesce((SELECT version+1 FROM users WHERE key=?), 1)) WHERE key=?",
        user,
        erasure.app());
    forgetMail(sql, user);
    UserRows.delete(sql, user);
    changes.erased(erasure.app(), erasure.id(), UserRows.firstVersion(sql, erasure.app()));
    erasure.scrub(sql);
    return erasure;
  }

  /// Rows went for good: whoever is away meanwhile begins anew.
  private static void beginAnew(Touched conversation) {
    conversation.nextVersion();
    conversation.set(conversation.row().withErased());
  }

  /// Notifications that were for the user alone go; those for others stay.
  private static void forgetMail(Sql sql, long user) throws SQLException {
    sql.run("DELETE FROM mail_names WHERE user=?", user);
    sql.run(
        "DELETE FROM notifications WHERE everybody=0 AND key IN"
            + " (SELECT notification FROM notification_recipients WHERE user=?1)"
            + " AND NOT EXISTS (SELECT 1 FROM notification_recipients"
            + " WHERE notification=notifications.key AND user<>?1)",
        user);
    sql.run("DELETE FROM notification_recipients WHERE user=?", user);
  }

  private static Optional<Touched> conversation(Sql sql, Changes changes, Erasure erasure, long key)
      throws SQLException {
    Optional<String> id = ConversationRows.id(sql, erasure.app(), key);
    return id.isEmpty() ? Optional.empty() : changes.conversation(erasure.app(), id.get());
  }

  private static UserRow blank(UserRow user) {
    UserFact nobody =
        new UserFact(
            user.fact().id(),
            user.fact().version() + 1,
            NAMELESS,
            Map.of(),
            null,
            null,
            Role.DEFAULT_NAME,
            null);
    return new UserRow(
        user.key(),
        new UserRecord(nobody, List.of(), List.of(), Map.of(), null, user.record().createdAt()));
  }
}
