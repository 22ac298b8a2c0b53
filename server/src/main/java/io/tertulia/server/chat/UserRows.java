package io.tertulia.server.chat;

import io.tertulia.protocol.fact.UserFact;
import io.tertulia.server.db.Row;
import io.tertulia.server.db.Sql;
import io.tertulia.server.record.UserRecord;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The rows of users.
final class UserRows {
  private static final String SELECT =
      "SELECT key, id, version, name, custom, locale, photo_url, role, welcome_message, email,"
          + " phone, push_tokens, availability_text, created_at FROM users ";

  private UserRows() {}

  /// The user of an id, unless it is being erased.
  static Optional<UserRow> find(Sql sql, long app, String id) throws SQLException {
    return sql.first(SELECT + "WHERE app=? AND id=? AND erased=0", UserRows::read, app, id);
  }

  /// The user of an id, also one that is being erased: others may still be told of it.
  static Optional<UserRow> findAny(Sql sql, long app, String id) throws SQLException {
    return sql.first(SELECT + "WHERE app=? AND id=?", UserRows::read, app, id);
  }

  /// The version of a new user: later than those that anybody may know of an erased one.
  static long firstVersion(Sql sql, long app) throws SQLException {
    return sql.first("SELECT users_from FROM apps WHERE key=?", row -> row.number(1), app)
        .orElse(1L);
  }

  static UserRow get(Sql sql, long key) throws SQLException {
    return sql.first(SELECT + "WHERE key=?", UserRows::read, key)
        .orElseThrow(() -> new SQLException("no user of key " + key));
  }

  static String id(Sql sql, long key) throws SQLException {
    return sql.first("SELECT id FROM users WHERE key=?", row -> row.text(1), key)
        .orElseThrow(() -> new SQLException("no user of key " + key));
  }

  /// All users of an app by their ids, until the visitor has enough.
  static void visit(Sql sql, long app, Visitor visitor) throws SQLException {
    sql.visit(SELECT + "WHERE app=? ORDER BY id", row -> visitor.visit(read(row)), app);
  }

  /// The ids of an app's users who are being erased, by their keys.
  static Map<Long, String> erased(Sql sql, long app) throws SQLException {
    Map<Long, String> erased = new HashMap<>();
    sql.visit(
        "SELECT key, id FROM users WHERE app=? AND erased=1",
        row -> {
          erased.put(row.number(1), row.text(2));
          return true;
        },
        app);
    return erased;
  }

  static UserRow insert(Sql sql, long app, UserRecord user) throws SQLException {
    UserFact fact = user.fact();
    long key =
        sql.insert(
            "INSERT INTO users (app, id, version, name, custom, locale, photo_url, role,"
                + " welcome_message, email, phone, push_tokens, availability_text, created_at)"
                + " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            app,
            fact.id(),
            fact.version(),
            fact.name(),
            StoredJson.ofMap(fact.custom()),
            fact.locale(),
            fact.photoUrl(),
            fact.role(),
            fact.welcomeMessage(),
            StoredJson.ofList(user.email()),
            StoredJson.ofList(user.phone()),
            StoredJson.ofMap(user.pushTokens()),
            user.availabilityText(),
            user.createdAt());
    return new UserRow(key, user);
  }

  static void update(Sql sql, UserRow row) throws SQLException {
    UserRecord user = row.record();
    UserFact fact = user.fact();
    sql.run(
        "UPDATE users SET version=?, name=?, custom=?, locale=?, photo_url=?, role=?,"
            + " welcome_message=?, email=?, phone=?, push_tokens=?, availability_text=? WHERE key=?",
        fact.version(),
        fact.name(),
        StoredJson.ofMap(fact.custom()),
        fact.locale(),
        fact.photoUrl(),
        fact.role(),
        fact.welcomeMessage(),
        StoredJson.ofList(user.email()),
        StoredJson.ofList(user.phone()),
        StoredJson.ofMap(user.pushTokens()),
        user.availabilityText(),
        row.key());
  }

  /// Nobody finds a user any more, but those who name it.
  static void hide(Sql sql, long key) throws SQLException {
    sql.run("UPDATE users SET erased=1 WHERE key=?", key);
  }

  static void delete(Sql sql, long key) throws SQLException {
    sql.run("DELETE FROM users WHERE key=?", key);
  }

  private static UserRow read(Row row) throws SQLException {
    UserFact fact =
        new UserFact(
            row.text(2),
            row.number(3),
            row.text(4),
            StoredJson.map(row.textOrNull(5)),
            row.textOrNull(6),
            row.textOrNull(7),
            row.text(8),
            row.textOrNull(9));
    return new UserRow(
        row.number(1),
        new UserRecord(
            fact,
            StoredJson.list(row.textOrNull(10)),
            StoredJson.list(row.textOrNull(11)),
            StoredJson.map(row.textOrNull(12)),
            row.textOrNull(13),
            row.number(14)));
  }

  /// Looks at a user; false when it has seen enough.
  @FunctionalInterface
  interface Visitor {
    boolean visit(UserRow row) throws SQLException;
  }
}
