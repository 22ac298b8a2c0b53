package io.tertulia.server.chat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.server.db.Sql;
import io.tertulia.server.identity.Actor;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// How an [AppCommand] writes, inside one transaction.
public final class AppWrites {
  /// How many requested notifications of one conversation wait; the oldest is forgotten for one
  /// more.
  public static final int WAITING = 100;

  private static final String LETTERS = "0123456789abcdefghijkmnpqrstuvwxyz";
  private static final int NAME_LENGTH = 26;

  private final Sql sql;
  private final Changes changes;
  private final Actor.AppActor actor;
  private final InstantSource clock;
  private final RandomGenerator chance;

  AppWrites(
      Sql sql, Changes changes, Actor.AppActor actor, InstantSource clock, RandomGenerator chance) {
    this.sql = sql;
    this.changes = changes;
    this.actor = actor;
    this.clock = clock;
    this.chance = chance;
  }

  Done requestNotifications(AppCommand.RequestNotifications request) throws SQLException {
    ConversationRow row = Actors.existing(changes, actor, request.conversationId()).row();
    long conversation = row.key();
    Set<Long> recipients = new LinkedHashSet<>();
    List<String> named = request.recipients();
    if (named != null) {
      for (String id : Checks.some("recipients", named, row)) {
        recipients.add(
            participant(conversation, id)
                .orElseThrow(() -> Checks.bad("recipients", id, "participants")));
      }
    }
    long key =
        sql.insert(
            "INSERT INTO notifications (conversation, channels, everybody, settings, created_at)"
                + " VALUES (?,?,?,?,?)",
            conversation,
            request.channels().stream().map(Enum::name).sorted().collect(Collectors.joining(" ")),
            named == null,
            request.settings(),
            clock.millis());
    for (long recipient : recipients) {
      sql.run(
          "INSERT INTO notification_recipients (notification, user) VALUES (?,?)", key, recipient);
    }
    forgetOldest(conversation);
    return Done.NOTHING;
  }

  String mailName(AppCommand.MailName request) throws SQLException {
    long conversation = Actors.existing(changes, actor, request.conversationId()).row().key();
    long user =
        participant(conversation, request.userId())
            .orElseThrow(() ->
                new Refusal(
                    ErrorCode.NOT_FOUND,
                    "participant: " + request.userId() + " does not take part"));
    Optional<String> known =
        sql.first(
            "SELECT name FROM mail_names WHERE conversation=? AND user=?",
            row -> row.text(1),
            conversation,
            user);
    if (known.isPresent()) {
      return known.get();
    }
    String name =
        chance
            .ints(NAME_LENGTH, 0, LETTERS.length())
            .mapToObj(i -> LETTERS.substring(i, i + 1))
            .collect(Collectors.joining());
    sql.run(
        "INSERT INTO mail_names (conversation, user, name) VALUES (?,?,?)",
        conversation,
        user,
        name);
    return name;
  }

  /// Forgets what was noted of a conversation.
  static void forget(Sql sql, long conversation) throws SQLException {
    sql.run(
        "DELETE FROM notification_recipients WHERE notification IN"
            + " (SELECT key FROM notifications WHERE conversation=?)",
        conversation);
    sql.run("DELETE FROM notifications WHERE conversation=?", conversation);
    sql.run("DELETE FROM mail_names WHERE conversation=?", conversation);
  }

  private void forgetOldest(long conversation) throws SQLException {
    Optional<Long> oldest =
        sql.first(
            "SELECT key FROM notifications WHERE conversation=? ORDER BY key DESC LIMIT 1 OFFSET ?",
            row -> row.number(1),
            conversation,
            WAITING);
    if (oldest.isPresent()) {
      sql.run("DELETE FROM notification_recipients WHERE notification=?", oldest.get());
      sql.run("DELETE FROM notifications WHERE key=?", oldest.get());
    }
  }

  private Optional<Long> participant(long conversation, String userId) throws SQLException {
    Optional<UserRow> user = changes.user(actor.app().key(), userId);
    return user.isEmpty()
        ? Optional.empty()
        : ParticipantRows.find(sql, conversation, user.get().key()).map(ParticipantRow::user);
  }
}
