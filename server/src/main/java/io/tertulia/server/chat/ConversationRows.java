package io.tertulia.server.chat;

import io.tertulia.protocol.fact.ConversationFact;
import io.tertulia.protocol.fact.TallyFact;
import io.tertulia.server.db.Row;
import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows of conversations.
final class ConversationRows {
  private static final String SELECT =
      "SELECT key, version, id, attributes_version, subject, photo_url, welcome_messages, custom,"
          + " created_at, tally_version, messages, participants, everyone_read_until, last_at,"
          + " newest_at, coalesce(epoch, key), erased_version FROM conversations ";

  private static final int MAX_AT_ONCE = 500;

  private ConversationRows() {}

  static Optional<ConversationRow> find(Sql sql, long app, String id) throws SQLException {
    return sql.first(SELECT + "WHERE app=? AND id=?", ConversationRows::read, app, id);
  }

  /// The id of the conversation of a key.
  static Optional<String> id(Sql sql, long app, long key) throws SQLException {
    return sql.first(
        "SELECT id FROM conversations WHERE key=? AND app=?", row -> row.text(1), key, app);
  }

  /// All conversations of an app by their ids, until the visitor has enough.
  static void visit(Sql sql, long app, Visitor visitor) throws SQLException {
    sql.visit(SELECT + "WHERE app=? ORDER BY id", row -> visitor.visit(read(row)), app);
  }

  static ConversationRow get(Sql sql, long key) throws SQLException {
    return sql.first(SELECT + "WHERE key=?", ConversationRows::read, key)
        .orElseThrow(() -> new SQLException("no conversation of key " + key));
  }

  /// Inserts an empty conversation at version 0; its first event makes it 1.
  static ConversationRow insert(Sql sql, long app, String id, long createdAt) throws SQLException {
    long key =
        sql.insert(
            "INSERT INTO conversations (app, id, version, attributes_version, tally_version,"
                + " created_at, last_at, messages, participants, everyone_read_until)"
                + " VALUES (?,?,0,0,0,?,0,0,0,?)",
            app,
            id,
            createdAt,
            createdAt);
    return new ConversationRow(
        key,
        key,
        0,
        new ConversationFact(id, 0, null, null, List.of(), Map.of(), createdAt),
        new TallyFact(0, 0, 0, createdAt),
        0,
        null,
        0);
  }

  /// A number greater than every key and epoch until now, and never used again.
  static long nextEpoch(Sql sql) throws SQLException {
    sql.run("UPDATE sqlite_sequence SET seq=seq+1 WHERE name='conversations'");
    return sql.number("SELECT seq FROM sqlite_sequence WHERE name='conversations'");
  }

  static void update(Sql sql, ConversationRow row) throws SQLException {
    sql.run(
        "UPDATE conversations SET version=?, tally_version=?, messages=?, participants=?,"
            + " everyone_read_until=?, last_at=?, newest_at=?, epoch=?, erased_version=?"
            + " WHERE key=?",
        row.version(),
        row.tally().version(),
        row.tally().messages(),
        row.tally().participants(),
        row.tally().everyoneReadUntil(),
        row.lastAt(),
        row.newestAt(),
        row.epoch(),
        row.erasedVersion(),
        row.key());
  }

  static void updateAttributes(Sql sql, ConversationRow row) throws SQLException {
    ConversationFact fact = row.fact();
    sql.run(
        "UPDATE conversations SET attributes_version=?, subject=?, photo_url=?,"
            + " welcome_messages=?, custom=? WHERE key=?",
        fact.version(),
        fact.subject(),
        fact.photoUrl(),
        StoredJson.ofList(fact.welcomeMessages()),
        StoredJson.ofMap(fact.custom()),
        row.key());
  }

  /// Says whether there are more messages than one commit deletes, those included that were deleted
  /// before.
  static boolean isLong(Sql sql, long key) throws SQLException {
    return sql.number(
            "SELECT count(*) FROM (SELECT 1 FROM messages WHERE conversation=? LIMIT ?)",
            key,
            MAX_AT_ONCE + 1)
        > MAX_AT_ONCE;
  }

  /// Deletes the conversation with all that belongs to it.
  static void delete(Sql sql, long key) throws SQLException {
    sql.run("DELETE FROM reactions WHERE conversation=?", key);
    sql.run("DELETE FROM messages WHERE conversation=?", key);
    empty(sql, key);
    sql.run("DELETE FROM conversations WHERE key=?", key);
  }

  /// Takes the conversation out of its app, so that its id is free and nobody finds it any more.
  /// What was said in it is deleted as that of an app that is gone, whose key is the negative one
  /// of the conversation.
  static void deleteLater(Sql sql, long key) throws SQLException {
    empty(sql, key);
    sql.run("UPDATE conversations SET app=? WHERE key=?", -key, key);
  }

  private static void empty(Sql sql, long key) throws SQLException {
    AppWrites.forget(sql, key);
    sql.run("DELETE FROM participants WHERE conversation=?", key);
    ToldReads.forget(sql, key);
  }

  private static ConversationRow read(Row row) throws SQLException {
    ConversationFact fact =
        new ConversationFact(
            row.text(3),
            row.number(4),
            row.textOrNull(5),
            row.textOrNull(6),
            StoredJson.list(row.textOrNull(7)),
            StoredJson.map(row.textOrNull(8)),
            row.number(9));
    TallyFact tally = new TallyFact(row.number(10), row.count(11), row.count(12), row.number(13));
    return new ConversationRow(
        row.number(1),
        row.number(16),
        row.number(2),
        fact,
        tally,
        row.number(14),
        row.numberOrNull(15),
        row.number(17));
  }

  /// Looks at a conversation; false when it has seen enough.
  @FunctionalInterface
  interface Visitor {
    boolean visit(ConversationRow row) throws SQLException;
  }
}
