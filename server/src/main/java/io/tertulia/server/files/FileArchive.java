package io.tertulia.server.files;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.server.archive.ArchiveLine;
import io.tertulia.server.db.Sql;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The files of whole apps, on their way out of a server and into another. Every call may wait for
/// a disk; safe for use by any thread.
///
/// A file keeps its id on another server, where its token is another one, as each server signs by
/// itself. Only where an id is another app's, on the same server, the file gets one that follows
/// from it.
public final class FileArchive {
  private static final int ID_BYTES = 16;

  private final Ledger ledger;
  private final Staging staging;
  private final Vault vault;
  private final Lanes lanes;
  private final Completion completion;
  private final Removal removal;
  private final Sweeper sweeper;
  private final FileLimits limits;
  private final AtomicInteger sending = new AtomicInteger();
  private final AtomicInteger taking = new AtomicInteger();

  FileArchive(
      Ledger ledger,
      Staging staging,
      Vault vault,
      Lanes lanes,
      Completion completion,
      Removal removal,
      Sweeper sweeper,
      FileLimits limits) {
    this.ledger = ledger;
    this.staging = staging;
    this.vault = vault;
    this.lanes = lanes;
    this.completion = completion;
    this.removal = removal;
    this.sweeper = sweeper;
    this.limits = limits;
  }

  /// Has no file of an app removed until what is returned is closed, as its archive is sent.
  ///
  /// @throws Refusal as `UNAVAILABLE` when as many archives are being sent as may be
  public Closeable send(long app) {
    Closeable place = place(sending, "exports");
    Closeable hold = sweeper.hold(app);
    return () -> {
      try (place) {
        hold.close();
      }
    };
  }

  /// Notes that an archive comes in, until what is returned is closed: its lines take memory.
  ///
  /// @throws Refusal as `UNAVAILABLE` when as many are coming in as may be
  public Closeable take() {
    return place(taking, "imports");
  }

  private Closeable place(AtomicInteger among, String what) {
    if (among.incrementAndGet() > limits.archives()) {
      among.decrementAndGet();
      throw new Refusal(
          ErrorCode.UNAVAILABLE,
          limits.archives() + " " + what + " are under way (expected: fewer; try again)");
    }
    AtomicBoolean held = new AtomicBoolean(true);
    return () -> {
      if (held.compareAndSet(true, false)) {
        among.decrementAndGet();
      }
    };
  }

  /// An empty file on the disk for uploads, for as long as the caller needs it; what a crash leaves
  /// of it goes at the next start.
  public Path scratch() throws IOException {
    return Files.createTempFile(staging.path(""), "scratch-", "");
  }

  /// The bytes of a file; whoever asks closes them.
  public InputStream open(ArchiveLine.File file) throws IOException {
    Content content = vault.open(file.id(), 0, file.size());
    return switch (content) {
      case Content.OnDisk disk -> Channels.newInputStream(disk.file().position(disk.from()));
      case Content.Streamed streamed -> streamed.stream();
    };
  }

  /// Takes a file in, or goes on with it.
  ///
  /// @return where its bytes go; null when it is here whole
  /// @throws Refusal as `FILE_REJECTED` when it is too large here, or its type is blocked, as
  ///   `UNAVAILABLE` while one of that id is being removed
  public @Nullable Deposit begin(Uploader importer, ArchiveLine.File file) {
    long app = importer.app();
    long max = limits.maxBytes(importer);
    if (file.size() > max) {
      throw new Refusal(
          ErrorCode.FILE_REJECTED,
          "size: " + file.size() + " bytes (expected: at most " + max + ")");
    }
    if (!file.id().matches("[A-Za-z0-9_-]{22}")) {
      throw bad("id", file.id(), "22 letters of base64url");
    }
    boolean taken = ledger.find(file.id()).filter(row -> row.app() != app).isPresent();
    String id = taken ? derived(app, file.id()) : file.id();
    try (Lanes.Lane _ = lanes.enter(id)) {
      FileRow row =
          ledger
              .find(id)
              .orElseGet(
                  () -> create(new Uploader(app, importer.appId(), file.uploader()), id, file));
      return switch (row.state()) {
        case COMING -> {
          Deposit deposit = new Deposit(row, file.sha256());
          yield file.size() == 0 && deposit.complete() ? null : deposit;
        }
        case WHOLE -> {
          completion.keep(row);
          yield null;
        }
        case KEPT -> {
          if (!ledger.keepLonger(row)) {
            throw leaving();
          }
          yield null;
        }
        case GONE -> throw leaving();
      };
    }
  }

  private FileRow create(Uploader uploader, String id, ArchiveLine.File file) {
    FileRow row = ledger.deposit(uploader, id, file.details(), file.size());
    try {
      staging.create(id);
    } catch (IOException e) {
      removal.clear(row);
      throw full(e);
    }
    return row;
  }

  /// The file of an id in an archive, as an app has it.
  static Optional<FileRow> find(Sql sql, long app, String id) throws SQLException {
    Optional<FileRow> found = FileRows.find(sql, id);
    return found.isEmpty() || found.get().app() == app
        ? found
        : FileRows.find(sql, derived(app, id)).filter(row -> row.app() == app);
  }

  static ArchiveLine.File line(StoredFile file) {
    return new ArchiveLine.File(
        file.id(), file.uploader(), file.details(), file.mediaType(), file.size(), file.sha256());
  }

  private static String derived(long app, String id) {
    byte[] hash = Hashes.begin().digest((app + " " + id).getBytes(StandardCharsets.US_ASCII));
    return Secret.base64(Arrays.copyOf(hash, ID_BYTES));
  }

  private static Refusal leaving() {
    return new Refusal(ErrorCode.UNAVAILABLE, "file: one of that id is being removed (try again)");
  }

  private static Refusal full(IOException cause) {
    return new Refusal(ErrorCode.UNAVAILABLE, "the disk could not take the file: " + cause);
  }

  private static Refusal bad(String what, String found, String expected) {
    return new Refusal(
        ErrorCode.INVALID_ARGUMENT, what + ": " + found + " (expected: " + expected + ")");
  }

  /// Where the bytes of one file go. For one thread.
  public final class Deposit {
    private final FileRow row;
    private final String sha256;

    private Deposit(FileRow row, String sha256) {
      this.row = row;
      this.sha256 = sha256;
    }

    /// Takes bytes, those that are here already too, and completes the file with its last ones.
    ///
    /// @param at where in the file they begin
    /// @return whether the file is here whole now
    /// @throws Refusal as `INVALID_ARGUMENT` when bytes before them are missing, when they go
    ///   beyond the end, or when the file is another one than its hash says
    public boolean take(long at, byte[] bytes) {
      if (at < 0 || bytes.length > row.size() - at) {
        throw bad("at", at + " with " + bytes.length + " bytes", "up to " + row.size());
      }
      try (Lanes.Lane _ = lanes.enter(row.id())) {
        if (!staging.has(row.id())) {
          return true;
        }
        long here = staging.size(row.id());
        if (at > here) {
          throw bad("at", Long.toString(at), "at most " + here + ", as so many bytes are here");
        }
        int known = (int) Math.min(here - at, bytes.length);
        append(
            ByteBuffer.wrap(bytes, known, bytes.length - known), at + bytes.length == row.size());
        return staging.size(row.id()) == row.size() && complete();
      } catch (IOException e) {
        throw full(e);
      }
    }

    private void append(ByteBuffer piece, boolean last) throws IOException {
      try (FileChannel file = staging.append(row.id())) {
        while (piece.hasRemaining()) {
          file.write(piece);
        }
        if (last) {
          file.force(true);
        }
      }
    }

    private boolean complete() {
      MessageDigest digest = Hashes.begin();
      String found;
      try {
        staging.digest(row.id(), digest);
        MessageDigest same = (MessageDigest) digest.clone();
        found = HexFormat.of().formatHex(same.digest());
      } catch (IOException e) {
        throw full(e);
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException("this Java's SHA-256 cannot be copied", e);
      }
      if (!found.equals(sha256)) {
        removal.clear(row);
        throw bad("sha256", found, sha256 + ", as the line of the file says");
      }
      completion.complete(row, digest, type -> row.details());
      return true;
    }
  }
}
