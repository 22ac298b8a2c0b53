package io.tertulia.server.chat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.server.db.Sql;
import io.tertulia.server.files.FileUses;
import io.tertulia.server.identity.Apps;
import io.tertulia.server.search.TextIndex;
import io.tertulia.server.webhooks.Outbox;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What deleting an app with all that is in it does in single commits, each of them short. Nobody
/// follows anything in it any more, so nothing is told.
final class AppErasure {
  /// Rows that one commit deletes, about.
  private static final int ROWS = 500;

  private final FileUses files;
  private final Outbox outbox;
  private final InstantSource clock;

  AppErasure(FileUses files, Outbox outbox, InstantSource clock) {
    this.files = files;
    this.outbox = outbox;
    this.clock = clock;
  }

  /// Begins: from now on there is no such app, and its id is free.
  Erasure begin(Sql sql, Changes changes, Apps apps, String id) throws SQLException {
    long app =
        Apps.remove(sql, id)
            .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "app: " + id + " does not exist"));
    outbox.close(sql, app);
    changes.closed(
        app,
        () -> {
          apps.forget(id);
          outbox.closed(app);
        });
    return Erasure.begin(sql, app, null, id, clock.millis());
  }

  /// Goes on; false when everything is deleted.
  boolean goOn(Sql sql, Changes changes, Erasure erasure) throws SQLException {
    long app = erasure.app();
    Optional<Long> conversation =
        sql.first("SELECT key FROM conversations WHERE app=? LIMIT 1", row -> row.number(1), app);
    if (conversation.isPresent()) {
      deleteFrom(sql, conversation.get());
      return true;
    }
    changes.releasedFiles();
    boolean done =
        sql.run(
                "DELETE FROM users WHERE key IN (SELECT key FROM users WHERE app=? LIMIT ?)",
                app,
                ROWS)
            < ROWS;
    done &= files.drop(sql, app, ROWS);
    done &= outbox.drop(sql, app, ROWS);
    if (done) {
      sql.run("DELETE FROM themes WHERE app=?", app);
      if (erasure.isConversation()) {
        erasure.end(sql);
      } else {
        erasure.scrub(sql);
      }
    }
    return !done;
  }

  private static void deleteFrom(Sql sql, long conversation) throws SQLException {
    List<Long> times =
        sql.list(
            "SELECT created_at FROM messages WHERE conversation=? LIMIT ?",
            row -> row.number(1),
            conversation,
            ROWS);
    for (long at : times) {
      TextIndex.remove(sql, conversation, at);
      sql.run("DELETE FROM reactions WHERE conversation=? AND message_at=?", conversation, at);
      sql.run("DELETE FROM file_uses WHERE conversation=? AND message_at=?", conversation, at);
      sql.run("DELETE FROM messages WHERE conversation=? AND created_at=?", conversation, at);
    }
    if (times.size() < ROWS) {
      AppWrites.forget(sql, conversation);
      ToldReads.forget(sql, conversation);
      sql.run("DELETE FROM texts_missing WHERE place=?", conversation);
      sql.run("DELETE FROM participants WHERE conversation=?", conversation);
      sql.run("DELETE FROM conversations WHERE key=?", conversation);
    }
  }
}
