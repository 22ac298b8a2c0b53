package io.tertulia.cli.history;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Objects of a REST API on disk, in order, each once: a store of SQLite for as long as an import
/// takes. For one thread.
final class Shelf implements AutoCloseable {
  private static final String[] TABLES = {
    "PRAGMA journal_mode=OFF",
    "PRAGMA synchronous=OFF",
    "CREATE TABLE users (id TEXT PRIMARY KEY, json BLOB, file TEXT, line INTEGER) WITHOUT ROWID",
    "CREATE TABLE conversations (id TEXT PRIMARY KEY, json BLOB, file TEXT, line INTEGER)"
        + " WITHOUT ROWID",
    "CREATE TABLE messages (conversation TEXT, at INTEGER, id TEXT, json BLOB, file TEXT,"
        + " line INTEGER, PRIMARY KEY (conversation, at, id)) WITHOUT ROWID",
  };

  private final Connection connection;
  private final PreparedStatement user;
  private final PreparedStatement conversation;
  private final PreparedStatement message;

  Shelf(Path file) throws SQLException {
    this.connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (var statement = connection.createStatement()) {
      for (String sql : TABLES) {
        statement.execute(sql);
      }
    }
    connection.setAutoCommit(false);
    this.user = connection.prepareStatement("INSERT OR REPLACE INTO users VALUES (?,?,?,?)");
    this.conversation =
        connection.prepareStatement("INSERT OR REPLACE INTO conversations VALUES (?,?,?,?)");
    this.message =
        connection.prepareStatement("INSERT OR REPLACE INTO messages VALUES (?,?,?,?,?,?)");
  }

  void putUser(String id, byte[] json, Place place) throws SQLException {
    put(user, json, place, id);
  }

  void putConversation(String id, byte[] json, Place place) throws SQLException {
    put(conversation, json, place, id);
  }

  /// A message whose conversation nobody told of makes one, which a telling replaces.
  void putMessage(String conversationId, long at, String id, byte[] json, Place place)
      throws SQLException {
    try (var missing =
        connection.prepareStatement("INSERT OR IGNORE INTO conversations VALUES (?,?,?,?)")) {
      Json made = Json.object().put("id", conversationId).put("createdAt", at).build();
      put(missing, made.toBytes(), place, conversationId);
    }
    put(message, json, place, conversationId, at, id);
  }

  /// All users by their ids.
  Walk users() throws SQLException {
    return new Walk("SELECT json, file, line FROM users ORDER BY id");
  }

  /// All conversations by their ids.
  Walk conversations() throws SQLException {
    return new Walk("SELECT json, file, line FROM conversations ORDER BY id");
  }

  /// All messages by the ids of their conversations, and there the oldest first.
  Walk messages() throws SQLException {
    return new Walk("SELECT json, file, line FROM messages ORDER BY conversation, at, id");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private static void put(PreparedStatement into, byte[] json, Place place, Object... names)
      throws SQLException {
    int at = 1;
    for (Object name : names) {
      into.setObject(at++, name);
    }
    into.setBytes(at++, json);
    into.setString(at++, place.file().toString());
    into.setLong(at, place.line());
    into.executeUpdate();
  }

  /// What stands on the shelf.
  record Thing(Fields fields, Place place) {}

  /// A walk along one kind of things.
  final class Walk implements AutoCloseable {
    private final PreparedStatement statement;
    private final ResultSet rows;

    private Walk(String query) throws SQLException {
      statement = connection.prepareStatement(query);
      rows = statement.executeQuery();
    }

    /// Null at the end.
    @Nullable Thing next() throws SQLException {
      return rows.next()
          ? new Thing(
              Fields.of(Json.parse(rows.getBytes(1)), ""),
              new Place(Path.of(rows.getString(2)), rows.getLong(3)))
          : null;
    }

    @Override
    public void close() throws SQLException {
      statement.close();
    }
  }
}
