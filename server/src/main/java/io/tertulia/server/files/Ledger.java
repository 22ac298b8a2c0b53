package io.tertulia.server.files;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.file.FileDetails;
import io.tertulia.server.db.Batch;
import io.tertulia.server.db.Database;
import io.tertulia.server.db.GroupCommit;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rows of files. Every call waits for the disk, and fails with a [Refusal] as `UNAVAILABLE`
/// when the store cannot read or write. Safe for use by any thread.
///
/// Changes that come at the same time share a commit, made by a thread of its own: however many
/// people upload, a message waits for one commit of theirs at most.
final class Ledger implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

  private static final int MAX_WAITING = 10_000;
  private static final int MAX_UNITS = 200;

  private final Database database;
  private final GroupCommit<Nothing> commits;
  private final InstantSource clock;
  private final FileLimits limits;

  Ledger(Database database, InstantSource clock, FileLimits limits) {
    this.database = database;
    this.commits =
        new GroupCommit<>(
            "tertulia-files", database, sql -> Nothing.NOTHING, MAX_WAITING, MAX_UNITS);
    this.clock = clock;
    this.limits = limits;
  }

  Instant now() {
    return clock.instant();
  }

  /// Begins a file, unless its uploader has too many that no message names.
  FileRow begin(Uploader uploader, String id, FileDetails details, long size) {
    return write(sql -> {
      String user = uploader.userId();
      if (user != null && FileRows.unsent(sql, uploader.app(), user) >= limits.unsent()) {
        throw new Refusal(
            ErrorCode.LIMIT_EXCEEDED,
            "uploads: " + limits.unsent() + " files that no message names (expected: fewer)");
      }
      return FileRows.insert(sql, uploader, id, details, size, now(), expiry());
    });
  }

  /// Begins a file that comes out of an archive, whoever has how many that no message names.
  FileRow deposit(Uploader uploader, String id, FileDetails details, long size) {
    return write(sql -> FileRows.insert(sql, uploader, id, details, size, now(), expiry()));
  }

  /// The file of that id, whatever its state.
  Optional<FileRow> find(String id) {
    return read(sql -> FileRows.find(sql, id));
  }

  /// The file in the vault of that id, of the app of that other id.
  Optional<FileRow> kept(String appId, String id) {
    return read(sql -> FileRows.kept(sql, appId, id));
  }

  /// Notes that all bytes of a file are here, and what they are; false when it is gone.
  boolean whole(FileRow row) {
    return write(sql -> FileRows.whole(sql, row));
  }

  /// Notes that the bytes of a file are in the vault.
  ///
  /// @return the file as it is now; empty when it is gone
  Optional<FileRow> kept(FileRow row) {
    return write(sql ->
        FileRows.kept(sql, row.key(), expiry()) ? FileRows.find(sql, row.id()) : Optional.empty());
  }

  /// Has a file that is in the vault wait as long as a new one for a message that names it, unless
  /// one does; false when its time is over.
  boolean keepLonger(FileRow row) {
    return write(sql -> FileRows.keepLonger(sql, row.key(), now(), expiry()));
  }

  /// Notes that a file is gone.
  ///
  /// @return the file as it is now; empty when a message names it, or it is forgotten
  Optional<FileRow> gone(FileRow row) {
    return write(sql ->
        FileRows.gone(sql, row.key(), now()) ? FileRows.find(sql, row.id()) : Optional.empty());
  }

  /// Notes that a file is gone whose time is over; false when it is not over any more.
  boolean ended(FileRow row) {
    return write(sql -> FileRows.ended(sql, row.key(), now()));
  }

  /// Notes that no preview can be made of a picture.
  void noPreview(FileRow row) {
    write(sql -> {
      FileRows.noPreview(sql, row.key());
      return row;
    });
  }

  /// Forgets a file of which nothing is left.
  void forget(FileRow row) {
    write(sql -> {
      FileRows.delete(sql, row.key());
      return row;
    });
  }

  /// Files whose time is over.
  ///
  /// @param but keys of apps whose files are left out
  List<FileRow> over(Set<Long> but, int limit) {
    return read(sql -> FileRows.over(sql, now(), but, limit));
  }

  /// The keys of apps with files that are gone, or over, and of which something is left.
  Set<Long> withOver() {
    return read(sql -> FileRows.withOver(sql, now()));
  }

  /// Has a file that is gone looked at again later.
  void postpone(FileRow row, Duration time) {
    write(sql -> FileRows.gone(sql, row.key(), now().plus(time)));
  }

  private Instant expiry() {
    return now().plus(limits.unsentTime());
  }

  /// Returns when what was accepted is on disk.
  @Override
  public void close() {
    commits.close();
  }

  private <T> T write(Database.Work<T> work) {
    return await(commits.submit((sql, nothing) -> work.run(sql)));
  }

  private <T> T read(Database.Work<T> work) {
    return await(database.read(work));
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw switch (e.getCause()) {
        case Refusal refusal -> refusal;
        case SQLException store -> unavailable(store);
        case null, default -> e;
      };
    }
  }

  private static Refusal unavailable(Exception cause) {
    LOG.error("the store could not tell or keep what is known of a file", cause);
    return new Refusal(ErrorCode.UNAVAILABLE, "the store could not read or write");
  }

  /// The changes of one commit have nothing in common.
  private enum Nothing implements Batch {
    NOTHING;

    @Override
    public void mark() {}

    @Override
    public void forget() {}

    @Override
    public void flush() {}

    @Override
    public void committed() {}
  }
}
