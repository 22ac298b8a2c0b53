package io.tertulia.server.chat;

import io.tertulia.server.db.Row;
import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is being erased: a user, an app with all that is in it, or a long conversation that was
/// deleted, in the place of an app. Its row is there from the commit that begins it until nothing
/// is left, so that a crash only interrupts it.
///
/// @param user the user's key; null when it is the app
/// @param id of the user, or of the app; empty when only the log may still name it
/// @param beganAt milliseconds since 1970
/// @param scrubbing whether no row tells of it any more, and places on the disk still may
record Erasure(
    long key, long app, @Nullable Long user, String id, long beganAt, boolean scrubbing) {
  private static final String SELECT = "SELECT key, app, user, id, begun_at, stage FROM erasures ";

  static Erasure begin(Sql sql, long app, @Nullable Long user, String id, long now)
      throws SQLException {
    long key =
        sql.insert(
            "INSERT INTO erasures (app, user, id, begun_at, stage) VALUES (?,?,?,?,0)",
            app,
            user,
            id,
            now);
    return new Erasure(key, app, user, id, now, false);
  }

  /// Begins what deletes a conversation that is in no app any more.
  static void ofConversation(Sql sql, long conversation, long now) throws SQLException {
    begin(sql, -conversation, null, "", now);
  }

  /// Says whether it is a conversation, whose words may stay on the disk until they are
  /// overwritten.
  boolean isConversation() {
    return app < 0;
  }

  /// Everything that is being erased, the oldest first.
  static List<Erasure> all(Sql sql) throws SQLException {
    return sql.list(SELECT + "ORDER BY key", Erasure::read);
  }

  /// The user of an id, if it is being erased.
  static Optional<Erasure> ofUser(Sql sql, long app, String id) throws SQLException {
    return sql.first(
        SELECT + "WHERE app=? AND id=? AND user IS NOT NULL ORDER BY key DESC LIMIT 1",
        Erasure::read,
        app,
        id);
  }

  /// Notes that no row tells of it any more.
  void scrub(Sql sql) throws SQLException {
    sql.run("UPDATE erasures SET stage=1 WHERE key=?", key);
  }

  /// Forgets whom it erases.
  void anonymize(Sql sql) throws SQLException {
    sql.run("UPDATE erasures SET id='' WHERE key=?", key);
  }

  /// Notes that nothing is left.
  void end(Sql sql) throws SQLException {
    sql.run("DELETE FROM erasures WHERE key=?", key);
  }

  private static Erasure read(Row row) throws SQLException {
    return new Erasure(
        row.number(1), row.number(2), row.numberOrNull(3), row.text(4), row.number(5), row.flag(6));
  }
}
