package io.tertulia.server.chat;

import io.tertulia.protocol.fact.UserFact;
import io.tertulia.server.db.Row;
import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import java.util.Optional;

/// The rows of users.
final class UserRows {
  private static final String SELECT =
      "SELECT key, id, version, name, custom, locale, photo_url, role, welcome_message, email,"
          + " phone, push_tokens, created_at FROM users ";

  private UserRows() {}

  static Optional<UserRow> find(Sql sql, long app, String id) throws SQLException {
    return sql.first(SELECT + "WHERE app=? AND id=?", UserRows::read, app, id);
  }

  static UserRow get(Sql sql, long key) throws SQLException {
    return sql.first(SELECT + "WHERE key=?", UserRows::read, key)
        .orElseThrow(() -> new SQLException("no user of key " + key));
  }

  static UserRow insert(Sql sql, long app, UserRow row) throws SQLException {
    UserFact fact = row.fact();
    long key =
        sql.insert(
            "INSERT INTO users (app, id, version, name, custom, locale, photo_url, role,"
                + " welcome_message, email, phone, push_tokens, created_at)"
                + " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            app,
            fact.id(),
            fact.version(),
            fact.name(),
            StoredJson.ofMap(fact.custom()),
            fact.locale(),
            fact.photoUrl(),
            fact.role(),
            fact.welcomeMessage(),
            StoredJson.ofList(row.email()),
            StoredJson.ofList(row.phone()),
            StoredJson.ofMap(row.pushTokens()),
            row.createdAt());
    return new UserRow(key, fact, row.email(), row.phone(), row.pushTokens(), row.createdAt());
  }

  static void update(Sql sql, UserRow row) throws SQLException {
    UserFact fact = row.fact();
    sql.run(
        "UPDATE users SET version=?, name=?, custom=?, locale=?, photo_url=?, role=?,"
            + " welcome_message=?, email=?, phone=?, push_tokens=? WHERE key=?",
        fact.version(),
        fact.name(),
        StoredJson.ofMap(fact.custom()),
        fact.locale(),
        fact.photoUrl(),
        fact.role(),
        fact.welcomeMessage(),
        StoredJson.ofList(row.email()),
        StoredJson.ofList(row.phone()),
        StoredJson.ofMap(row.pushTokens()),
        row.key());
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
        fact,
        StoredJson.list(row.textOrNull(10)),
        StoredJson.list(row.textOrNull(11)),
        StoredJson.map(row.textOrNull(12)),
        row.number(13));
  }
}
