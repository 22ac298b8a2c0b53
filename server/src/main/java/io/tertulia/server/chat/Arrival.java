package io.tertulia.server.chat;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.ConversationPatch;
import io.tertulia.protocol.command.MapPatch;
import io.tertulia.protocol.command.Patch;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.command.UserPatch;
import io.tertulia.protocol.content.Emoji;
import io.tertulia.protocol.fact.ConversationFact;
import io.tertulia.protocol.fact.ParticipantFact;
import io.tertulia.protocol.fact.ReactionFact;
import io.tertulia.protocol.fact.UserFact;
import io.tertulia.server.archive.ArchiveLine;
import io.tertulia.server.archive.Placed;
import io.tertulia.server.db.Sql;
import io.tertulia.server.identity.App;
import io.tertulia.server.identity.Themes;
import io.tertulia.server.record.UserRecord;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lines of an archive become what they tell of, with its own ids and times. What is there already
/// is left as it is, so lines can come again.
///
/// The rules that make time grow hold here too: two messages of a conversation never have one time,
/// and what is said after an archive is later than all that the archive says was read.
final class Arrival {
  private final Checks checks;
  private final UserCommands users;
  private final ArrivedMessages messages;
  private final InstantSource clock;

  Arrival(Checks checks, UserCommands users, ArrivedMessages messages, InstantSource clock) {
    this.checks = checks;
    this.users = users;
    this.messages = messages;
    this.clock = clock;
  }

  /// Writes lines; tells how many said something new. A refusal names the line.
  int write(Sql sql, Changes changes, App app, List<Placed> lines) throws SQLException {
    int fresh = 0;
    for (Placed placed : lines) {
      try {
        fresh += write(sql, changes, app, placed.line()) ? 1 : 0;
      } catch (Refusal refusal) {
        throw new RefusedLine(placed.number(), refusal);
      } catch (IllegalArgumentException e) {
        throw new RefusedLine(
            placed.number(),
            new Refusal(ErrorCode.INVALID_ARGUMENT, String.valueOf(e.getMessage())));
      }
    }
    return fresh;
  }

  private boolean write(Sql sql, Changes changes, App app, ArchiveLine line) throws SQLException {
    return switch (line) {
      case ArchiveLine.Theme theme -> Themes.add(sql, app.key(), theme.name(), theme.theme());
      case ArchiveLine.User user -> user(sql, changes, app, user);
      case ArchiveLine.Conversation conversation -> conversation(changes, app, conversation);
      case ArchiveLine.Message message ->
          messages.message(
              sql,
              changes,
              app,
              existing(changes, app, message.conversation()),
              sender(sql, changes, app, message.sender()),
              message);
      case ArchiveLine.Deleted deleted ->
          messages.deleted(
              sql,
              existing(changes, app, deleted.conversation()),
              sender(sql, changes, app, deleted.sender()),
              deleted);
      case ArchiveLine.Reaction reaction ->
          reaction(sql, changes, app, existing(changes, app, reaction.conversation()), reaction);
      case ArchiveLine.Member member ->
          member(sql, changes, app, existing(changes, app, member.conversation()), member);
      case ArchiveLine.Header header -> false;
      case ArchiveLine.Settings settings -> false;
      case ArchiveLine.File file -> false;
      case ArchiveLine.Bytes bytes -> false;
    };
  }

  private boolean user(Sql sql, Changes changes, App app, ArchiveLine.User user)
      throws SQLException {
    if (changes.user(app.key(), user.id()).isPresent()) {
      return false;
    }
    checks.id("id", user.id());
    checks.user(
        new UserPatch(
            Patch.put(user.name()),
            MapPatch.replace(user.custom()),
            patch(user.locale()),
            patch(user.photoUrl()),
            Patch.put(user.role()),
            patch(user.welcomeMessage()),
            Patch.put(user.email()),
            Patch.put(user.phone()),
            MapPatch.replace(user.pushTokens()),
            patch(user.availabilityText())));
    checks.custom(user.custom());
    checks.pushTokens(user.pushTokens());
    past("createdAt", user.createdAt());
    long version = users.newVersion(sql, app.key(), user.id());
    changes.changed(app.key(), UserRows.insert(sql, app.key(), record(user, version)));
    return true;
  }

  private static UserRecord record(ArchiveLine.User user, long version) {
    UserFact fact =
        new UserFact(
            user.id(),
            version,
            user.name(),
            user.custom(),
            user.locale(),
            user.photoUrl(),
            user.role(),
            user.welcomeMessage());
    return new UserRecord(
        fact,
        user.email(),
        user.phone(),
        user.pushTokens(),
        user.availabilityText(),
        user.createdAt());
  }

  private boolean conversation(Changes changes, App app, ArchiveLine.Conversation line)
      throws SQLException {
    if (changes.conversation(app.key(), line.id()).isPresent()) {
      return false;
    }
    checks.id("id", line.id());
    checks.conversation(
        new ConversationPatch(
            patch(line.subject()),
            patch(line.photoUrl()),
            Patch.put(line.welcomeMessages()),
            MapPatch.replace(line.custom())));
    checks.custom(line.custom());
    past("createdAt", line.createdAt());
    Touched created = changes.create(app.key(), line.id(), line.createdAt());
    ConversationFact fact =
        new ConversationFact(
            line.id(),
            created.nextVersion(),
            line.subject(),
            line.photoUrl(),
            line.welcomeMessages(),
            line.custom(),
            line.createdAt());
    created.changedAttributes();
    created.set(created.row().withFact(fact));
    @Nullable Long read = line.everyoneReadUntil();
    if (read != null) {
      past("everyoneReadUntil", read);
      created.set(created.row().withTally(0, 0, read));
    }
    return true;
  }

  private boolean reaction(
      Sql sql, Changes changes, App app, Touched conversation, ArchiveLine.Reaction line)
      throws SQLException {
    MessageRow message =
        MessageRows.findAny(sql, conversation.row().key(), line.message())
            .orElseThrow(() -> Checks.bad("message", line.message(), "one in a line before"));
    UserRow user = users.named(sql, changes, app.key(), line.user());
    @Nullable String emoji = Emoji.canonical(line.emoji());
    if (emoji == null) {
      throw Checks.bad("emoji", "none", "one emoji, or :name:");
    }
    if (message.gone() || ReactionRows.find(sql, message, user.key(), emoji).isPresent()) {
      return false;
    }
    past("createdAt", line.createdAt());
    long at = Times.free(line.createdAt(), time -> ReactionRows.isTaken(sql, message, emoji, time));
    MessageRow reacted = message.reacted(conversation.nextVersion(), emoji, 1);
    checks.reactions(reacted.reactions().size());
    ReactionRow row =
        new ReactionRow(
            message.conversation(),
            message.createdAt(),
            user.key(),
            new ReactionFact(message.id(), emoji, line.user(), reacted.version(), at));
    ReactionRows.insert(sql, row);
    MessageRows.update(sql, reacted);
    conversation.putReacted(reacted);
    conversation.reactions().add(row);
    return true;
  }

  private boolean member(
      Sql sql, Changes changes, App app, Touched conversation, ArchiveLine.Member line)
      throws SQLException {
    UserRow user = users.named(sql, changes, app.key(), line.user());
    long key = conversation.row().key();
    if (ParticipantRows.findAny(sql, key, user.key()).isPresent()) {
      return false;
    }
    past("joinedAt", line.joinedAt());
    past("readUntil", line.readUntil());
    if (line.access() == Access.NONE && !line.left()) {
      throw Checks.bad("access", line.access().wire(), "Read or ReadWrite, or left: true");
    }
    if (!line.left()) {
      checks.participants(conversation.row().tally().participants() + 1);
    }
    long version = line.left() ? conversation.row().version() : conversation.nextVersion();
    ParticipantFact fact =
        new ParticipantFact(
            line.user(), version, line.access(), line.notifications(), line.joinedAt());
    ParticipantRow row =
        new ParticipantRow(
            key, user.key(), fact, line.readUntil(), line.markedUnread(), 1, line.left());
    ParticipantRows.put(sql, row);
    conversation.moment(Math.max(line.joinedAt(), line.readUntil()));
    if (!line.left()) {
      conversation.put(row);
      conversation.admit(line.user());
      conversation.mark(row);
      conversation.set(conversation.row().withParticipants(1));
      conversation.movedReaders();
    }
    return true;
  }

  private @Nullable UserRow sender(Sql sql, Changes changes, App app, @Nullable String id)
      throws SQLException {
    return id == null ? null : users.named(sql, changes, app.key(), id);
  }

  private static Touched existing(Changes changes, App app, String id) throws SQLException {
    return changes
        .conversation(app.key(), id)
        .orElseThrow(() -> Checks.bad("conversation", id, "one in a line before"));
  }

  private void past(String what, long at) {
    Checks.past(what, at, clock.millis());
  }

  private static Patch<String> patch(@Nullable String value) {
    return value == null ? Patch.keep() : Patch.put(value);
  }
}
