package io.tertulia.server.chat;

import io.tertulia.protocol.MessageOrigin;
import io.tertulia.server.db.Row;
import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rows of messages.
final class MessageRows {
  private static final String COLUMNS =
      "SELECT conversation, created_at, id, version, born, sender, origin, edited_at,"
          + " referenced_at, custom, content, text, gone, reactions FROM messages ";

  private static final String SELECT = COLUMNS + "WHERE conversation=? ";

  /// Left to itself, SQLite looks through the whole conversation.
  static final String ANSWERING =
      COLUMNS + "INDEXED BY messages_answered WHERE conversation=? AND referenced_at=?";

  private MessageRows() {}

  /// The message of an id, also a deleted one.
  static Optional<MessageRow> findAny(Sql sql, long conversation, String id) throws SQLException {
    return sql.first(SELECT + "AND id=?", MessageRows::read, conversation, id);
  }

  /// The message of an id that is not deleted.
  static Optional<MessageRow> find(Sql sql, long conversation, String id) throws SQLException {
    return findAny(sql, conversation, id).filter(row -> !row.gone());
  }

  static Optional<MessageRow> at(Sql sql, long conversation, long createdAt) throws SQLException {
    return sql.first(SELECT + "AND created_at=?", MessageRows::read, conversation, createdAt);
  }

  /// The newest message before a time. Deleted ones are passed over one by one: to begin below them
  /// keeps it short.
  static Optional<MessageRow> newestBefore(Sql sql, long conversation, long createdAt)
      throws SQLException {
    return sql.first(
        SELECT + "AND created_at<? AND gone=0 ORDER BY created_at DESC LIMIT 1",
        MessageRows::read,
        conversation,
        createdAt);
  }

  /// Says whether a time is later than that of every message, also of those that were deleted.
  static boolean isNewest(Sql sql, long conversation, long at) throws SQLException {
    return sql.first(
            "SELECT 1 FROM messages WHERE conversation=? AND created_at>=? LIMIT 1",
            row -> true,
            conversation,
            at)
        .isEmpty();
  }

  /// Messages below a time, newest first, until the visitor has enough.
  static void visitBelow(Sql sql, long conversation, long createdAt, Visitor visitor)
      throws SQLException {
    sql.visit(
        SELECT + "AND created_at<? ORDER BY created_at DESC",
        row -> visitor.visit(read(row)),
        conversation,
        createdAt);
  }

  /// All messages, the deleted ones too, oldest first, until the visitor has enough.
  static void visitAll(Sql sql, long conversation, Visitor visitor) throws SQLException {
    sql.visit(SELECT + "ORDER BY created_at", row -> visitor.visit(read(row)), conversation);
  }

  /// Messages that changed after a version and were there before it, and all that were deleted: who
  /// asks may have heard of one since; at most `limit`.
  static List<MessageRow> changedSince(Sql sql, long conversation, long version, int limit)
      throws SQLException {
    return sql.list(
        SELECT + "AND version>? AND version>born AND (born<=? OR gone=1) LIMIT ?",
        MessageRows::read,
        conversation,
        version,
        version,
        limit);
  }

  /// The messages that answer one.
  static List<MessageRow> answering(Sql sql, long conversation, long createdAt)
      throws SQLException {
    return sql.list(ANSWERING, MessageRows::read, conversation, createdAt);
  }

  /// How many messages of others a user has not read.
  static int unread(Sql sql, long conversation, long user, long readUntil) throws SQLException {
    return (int)
        sql.number(
            "SELECT count(*) FROM messages WHERE conversation=? AND created_at>? AND gone=0"
                + " AND (sender IS NULL OR sender<>?)",
            conversation,
            readUntil,
            user);
  }

  /// Says whether there is a message of others that a user has not read.
  static boolean hasUnread(Sql sql, long conversation, long user, long readUntil)
      throws SQLException {
    return sql.first(
            "SELECT 1 FROM messages WHERE conversation=? AND created_at>? AND gone=0"
                + " AND (sender IS NULL OR sender<>?) LIMIT 1",
            row -> true,
            conversation,
            readUntil,
            user)
        .isPresent();
  }

  /// Messages that others sent behind a time, up to another, the oldest first.
  static List<MessageRow> ofOthers(
      Sql sql, long conversation, long user, long after, long until, int limit)
      throws SQLException {
    return sql.list(
        SELECT
            + "AND created_at>? AND created_at<=? AND gone=0 AND (sender IS NULL OR sender<>?)"
            + " ORDER BY created_at LIMIT ?",
        MessageRows::read,
        conversation,
        after,
        until,
        user,
        limit);
  }

  /// Says whether there is a message that others sent behind a time, up to another.
  static boolean isAnyOfOthers(Sql sql, long conversation, long user, long after, long until)
      throws SQLException {
    return sql.first(
            "SELECT 1 FROM messages WHERE conversation=? AND created_at>? AND created_at<=?"
                + " AND gone=0 AND (sender IS NULL OR sender<>?) LIMIT 1",
            row -> true,
            conversation,
            after,
            until,
            user)
        .isPresent();
  }

  static void insert(Sql sql, MessageRow row) throws SQLException {
    sql.run(
        "INSERT INTO messages (conversation, created_at, id, version, born, sender, origin,"
            + " edited_at, referenced_at, custom, content, text, gone)"
            + " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
        row.conversation(),
        row.createdAt(),
        row.id(),
        row.version(),
        row.born(),
        row.sender(),
        row.origin().name(),
        row.editedAt(),
        row.referencedAt(),
        StoredJson.ofMap(row.custom()),
        StoredJson.ofContent(row.content()),
        row.text(),
        row.gone());
  }

  static void update(Sql sql, MessageRow row) throws SQLException {
    sql.run(
        "UPDATE messages SET version=?, edited_at=?, referenced_at=?, custom=?, content=?, text=?,"
            + " gone=?, reactions=? WHERE conversation=? AND created_at=?",
        row.version(),
        row.editedAt(),
        row.referencedAt(),
        StoredJson.ofMap(row.custom()),
        StoredJson.ofContent(row.content()),
        row.text(),
        row.gone(),
        StoredJson.ofReactions(row.reactions()),
        row.conversation(),
        row.createdAt());
  }

  /// Deletes a message for good, with all that says that it was there.
  static void remove(Sql sql, MessageRow row) throws SQLException {
    sql.run(
        "DELETE FROM messages WHERE conversation=? AND created_at=?",
        row.conversation(),
        row.createdAt());
  }

  private static MessageRow read(Row row) throws SQLException {
    @Nullable Long sender = row.numberOrNull(6);
    return new MessageRow(
        row.number(1),
        row.number(2),
        row.text(3),
        row.number(4),
        row.number(5),
        sender,
        MessageOrigin.valueOf(row.text(7)),
        row.numberOrNull(8),
        row.numberOrNull(9),
        StoredJson.map(row.textOrNull(10)),
        StoredJson.content(row.text(11)),
        row.textOrNull(12),
        row.flag(13),
        StoredJson.reactions(row.textOrNull(14)));
  }

  /// Looks at a message; false when it has seen enough.
  @FunctionalInterface
  interface Visitor {
    boolean visit(MessageRow row) throws SQLException;
  }
}
