package io.tertulia.server.files;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.content.AudioBlock;
import io.tertulia.protocol.content.FileBlock;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.content.GenericFileBlock;
import io.tertulia.protocol.content.ImageBlock;
import io.tertulia.protocol.content.VideoBlock;
import io.tertulia.protocol.content.VoiceBlock;
import io.tertulia.protocol.file.FileDetails;
import io.tertulia.server.archive.ArchiveLine;
import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/// Who needs a file: the messages that name it. Used in the transactions that write messages, so
/// that both are always true together. A file is kept while a message names it; when the last one
/// goes, its time is over.
///
/// There are no counters: a row says that a message names a file, and to ask whether there is one
/// is a look at an index.
public final class FileUses {
  private static final String UNUSED =
      " AND NOT EXISTS (SELECT 1 FROM file_uses WHERE file_uses.file = files.key)";

  private final FileTokens tokens;
  private final InstantSource clock;
  private final Sweeper sweeper;

  FileUses(FileTokens tokens, InstantSource clock, Sweeper sweeper) {
    this.tokens = tokens;
    this.clock = clock;
    this.sweeper = sweeper;
  }

  /// The block that shows the file of a token; its URL is a path below the server's own address.
  ///
  /// @throws io.tertulia.protocol.command.Refusal as `INVALID_ARGUMENT` when there is no such file
  ///   in the app, or its time is over
  public FileBlock block(Sql sql, long app, String appId, FileToken token) throws SQLException {
    StoredFile file =
        tokens
            .find(FileRows.find(sql, FileTokens.id(token)), app, token, clock.instant())
            .orElseThrow(FileTokens::unknown);
    return block(token, Downloads.path(appId, file), file.size(), file.details());
  }

  /// The block that shows the file of an id in an archive, which has been brought in.
  ///
  /// @throws Refusal as `INVALID_ARGUMENT` when it is not here whole
  public FileBlock block(Sql sql, long app, String appId, String id) throws SQLException {
    StoredFile file =
        FileArchive.find(sql, app, id)
            .filter(row -> row.state() == FileState.KEPT && !row.isOver(clock.instant()))
            .map(FileRow::stored)
            .orElseThrow(() ->
                new Refusal(
                    ErrorCode.INVALID_ARGUMENT,
                    "file: " + id + " is not here (expected: a file of a line before, whole)"));
    String url = Downloads.path(appId, file);
    return block(tokens.of(file), url, file.size(), file.details());
  }

  /// The id of the file that a token stands for.
  public static String id(FileToken token) {
    return FileTokens.id(token);
  }

  /// All files of an app that messages name, by their ids, until the visitor has enough.
  public static void visit(Sql sql, long app, Predicate<ArchiveLine> visitor) throws SQLException {
    FileRows.visitNamed(sql, app, row -> visitor.test(FileArchive.line(row.stored())));
  }

  /// Notes which files a message names from now on, and that it names no others.
  public void name(Sql sql, long conversation, long messageAt, List<FileToken> files)
      throws SQLException {
    List<Long> before =
        sql.list(
            "SELECT file FROM file_uses WHERE conversation=? AND message_at=?",
            row -> row.number(1),
            conversation,
            messageAt);
    sql.run("DELETE FROM file_uses WHERE conversation=? AND message_at=?", conversation, messageAt);
    for (FileToken token : files) {
      String id = FileTokens.id(token);
      sql.run(
          "INSERT OR IGNORE INTO file_uses SELECT ?, ?, key FROM files WHERE id=?",
          conversation,
          messageAt,
          id);
      sql.run("UPDATE files SET expires_at=NULL WHERE id=?", id);
    }
    for (Long file : before) {
      sql.run("UPDATE files SET expires_at=? WHERE key=?" + UNUSED, clock.millis(), file);
    }
  }

  /// Notes that all messages of a conversation are gone.
  public void forget(Sql sql, long conversation) throws SQLException {
    List<Long> before =
        sql.list(
            "SELECT DISTINCT file FROM file_uses WHERE conversation=?",
            row -> row.number(1),
            conversation);
    sql.run("DELETE FROM file_uses WHERE conversation=?", conversation);
    for (Long file : before) {
      sql.run("UPDATE files SET expires_at=? WHERE key=?" + UNUSED, clock.millis(), file);
    }
  }

  /// Has files removed soon that no message names any more. Called after the commit; returns at
  /// once.
  public void released() {
    sweeper.wake();
  }

  /// Forgets who uploaded files; those that no message names are over. At most `limit` of those
  /// that messages name are forgotten at once.
  ///
  /// @return false when there may be more
  public boolean disown(Sql sql, long app, String uploader, int limit) throws SQLException {
    sql.run(
        "UPDATE files SET uploader=NULL, expires_at=?"
            + " WHERE app=? AND uploader=? AND expires_at IS NOT NULL",
        clock.millis(),
        app,
        uploader);
    return sql.run(
            "UPDATE files SET uploader=NULL WHERE key IN"
                + " (SELECT key FROM files WHERE app=? AND uploader=? LIMIT ?)",
            app,
            uploader,
            limit)
        < limit;
  }

  /// Has files of an app be over, whoever names them; at most `limit` at once.
  ///
  /// @return false when there may be more
  public boolean drop(Sql sql, long app, int limit) throws SQLException {
    return sql.run(
            "UPDATE files SET expires_at=? WHERE key IN"
                + " (SELECT key FROM files WHERE app=? AND (expires_at IS NULL OR expires_at>?)"
                + " LIMIT ?)",
            clock.millis(),
            app,
            clock.millis(),
            limit)
        < limit;
  }

  /// Removes now what is over; the future has the keys of the apps of which something of it is
  /// left.
  public CompletableFuture<Set<Long>> sweep() {
    return sweeper.sweepNow();
  }

  static FileBlock block(FileToken token, String url, long size, FileDetails details) {
    String name = details.filename();
    return switch (details.kind()) {
      case FILE -> new GenericFileBlock(token, url, size, name);
      case IMAGE -> new ImageBlock(token, url, size, name, details.width(), details.height());
      case VIDEO ->
          new VideoBlock(
              token, url, size, name, details.width(), details.height(), details.duration());
      case AUDIO -> new AudioBlock(token, url, size, name, details.duration());
      case VOICE -> new VoiceBlock(token, url, size, name, details.duration());
    };
  }
}
