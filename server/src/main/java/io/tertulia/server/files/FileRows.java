package io.tertulia.server.files;

import io.tertulia.protocol.file.FileDetails;
import io.tertulia.protocol.file.FileKind;
import io.tertulia.server.db.Row;
import io.tertulia.server.db.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rows of files.
final class FileRows {
  private static final String SELECT =
      "SELECT key, app, id, uploader, state, kind, filename, width, height, duration, size,"
          + " media_type, sha256, expires_at, no_preview FROM files ";

  private FileRows() {}

  static Optional<FileRow> find(Sql sql, String id) throws SQLException {
    return sql.first(SELECT + "WHERE id=?", FileRows::read, id);
  }

  /// The file of that id, if it is in the vault and belongs to the app of that other id.
  static Optional<FileRow> kept(Sql sql, String appId, String id) throws SQLException {
    return sql.first(
        SELECT + "WHERE id=? AND state='KEPT' AND app=(SELECT key FROM apps WHERE apps.id=?)",
        FileRows::read,
        id,
        appId);
  }

  /// All files of an app that messages name, by their ids, until the visitor has enough. Looks at
  /// the files of all apps, once each.
  static void visitNamed(Sql sql, long app, Predicate<FileRow> visitor) throws SQLException {
    sql.visit(
        SELECT + "WHERE app=? AND state='KEPT' AND expires_at IS NULL ORDER BY id",
        row -> visitor.test(read(row)),
        app);
  }

  /// How many bytes the files in the vault have. Looks at the files of all apps, once each.
  static long bytes(Sql sql) throws SQLException {
    return sql.number("SELECT coalesce(sum(size), 0) FROM files WHERE state='KEPT'");
  }

  /// How many files of a user no message names.
  static int unsent(Sql sql, long app, String uploader) throws SQLException {
    return (int)
        sql.number(
            "SELECT count(*) FROM files WHERE app=? AND uploader=? AND expires_at IS NOT NULL"
                + " AND state<>'GONE'",
            app,
            uploader);
  }

  static FileRow insert(
      Sql sql,
      Uploader uploader,
      String id,
      FileDetails details,
      long size,
      Instant now,
      Instant expiresAt)
      throws SQLException {
    long key =
        sql.insert(
            "INSERT INTO files (app, id, uploader, state, kind, filename, width, height, duration,"
                + " size, created_at, expires_at) VALUES (?,?,?,'COMING',?,?,?,?,?,?,?,?)",
            uploader.app(),
            id,
            uploader.userId(),
            details.kind().name(),
            details.filename(),
            details.width(),
            details.height(),
            nanos(details.duration()),
            size,
            now.toEpochMilli(),
            expiresAt.toEpochMilli());
    return new FileRow(
        key,
        uploader.app(),
        id,
        uploader.userId(),
        FileState.COMING,
        details,
        size,
        null,
        null,
        expiresAt.toEpochMilli(),
        false);
  }

  /// Notes that all bytes of a file are here, and what they are; false when it is gone.
  static boolean whole(Sql sql, FileRow row) throws SQLException {
    FileDetails details = row.details();
    return sql.run(
            "UPDATE files SET state='WHOLE', kind=?, filename=?, width=?, height=?, duration=?,"
                + " size=?, media_type=?, sha256=? WHERE key=? AND state='COMING'",
            details.kind().name(),
            details.filename(),
            details.width(),
            details.height(),
            nanos(details.duration()),
            row.size(),
            row.mediaType(),
            row.sha256(),
            row.key())
        == 1;
  }

  /// Notes that the bytes of a file are in the vault; false when it is gone.
  static boolean kept(Sql sql, long key, Instant expiresAt) throws SQLException {
    return sql.run(
            "UPDATE files SET state='KEPT', expires_at=? WHERE key=? AND state='WHOLE'",
            expiresAt.toEpochMilli(),
            key)
        == 1;
  }

  /// Has a file that no message names be over later; false when it is over.
  static boolean keepLonger(Sql sql, long key, Instant now, Instant expiresAt) throws SQLException {
    return sql.run(
            "UPDATE files SET expires_at=CASE WHEN expires_at IS NULL THEN NULL ELSE ? END"
                + " WHERE key=? AND state='KEPT' AND (expires_at IS NULL OR expires_at>?)",
            expiresAt.toEpochMilli(),
            key,
            now.toEpochMilli())
        == 1;
  }

  /// Notes that a file that no message names is gone; false when one names it.
  static boolean gone(Sql sql, long key, Instant now) throws SQLException {
    return sql.run(
            "UPDATE files SET state='GONE', expires_at=? WHERE key=? AND expires_at IS NOT NULL",
            now.toEpochMilli(),
            key)
        == 1;
  }

  /// Notes that a file is gone whose time is over; false when it is not over.
  static boolean ended(Sql sql, long key, Instant now) throws SQLException {
    return sql.run(
            "UPDATE files SET state='GONE' WHERE key=? AND expires_at<=?", key, now.toEpochMilli())
        == 1;
  }

  /// Files whose time is over, those that are gone among them, the oldest first.
  ///
  /// @param but keys of apps whose files are left out
  static List<FileRow> over(Sql sql, Instant now, Set<Long> but, int limit) throws SQLException {
    String others = but.stream().map(String::valueOf).collect(Collectors.joining(","));
    return sql.list(
        SELECT + "WHERE expires_at<=? AND app NOT IN (" + others + ") ORDER BY expires_at LIMIT ?",
        FileRows::read,
        now.toEpochMilli(),
        limit);
  }

  /// The keys of apps with files that are gone, or over.
  static Set<Long> withOver(Sql sql, Instant now) throws SQLException {
    return Set.copyOf(
        sql.list(
            "SELECT DISTINCT app FROM files"
                + " WHERE expires_at IS NOT NULL AND (expires_at<=? OR state='GONE')",
            row -> row.number(1),
            now.toEpochMilli()));
  }

  static void noPreview(Sql sql, long key) throws SQLException {
    sql.run("UPDATE files SET no_preview=1 WHERE key=?", key);
  }

  static void delete(Sql sql, long key) throws SQLException {
    sql.run("DELETE FROM files WHERE key=?", key);
  }

  private static FileRow read(Row row) throws SQLException {
    @Nullable Long nanos = row.numberOrNull(10);
    FileDetails details =
        new FileDetails(
            FileKind.valueOf(row.text(6)),
            row.text(7),
            pixels(row.numberOrNull(8)),
            pixels(row.numberOrNull(9)),
            nanos == null ? null : Duration.ofNanos(nanos));
    return new FileRow(
        row.number(1),
        row.number(2),
        row.text(3),
        row.textOrNull(4),
        FileState.valueOf(row.text(5)),
        details,
        row.number(11),
        row.textOrNull(12),
        row.textOrNull(13),
        row.numberOrNull(14),
        row.flag(15));
  }

  private static @Nullable Integer pixels(@Nullable Long stored) {
    return stored == null ? null : stored.intValue();
  }

  private static @Nullable Long nanos(@Nullable Duration duration) {
    return duration == null ? null : duration.toNanos();
  }
}
