package io.tertulia.server.files;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.file.FileDetails;
import io.tertulia.protocol.file.FileKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Files on their way in. Each call may wait for the disk; safe for use by any thread.
///
/// Everything here fails with a [Refusal]: `FILE_REJECTED` when the file is too large, or its type
/// is not taken, `LIMIT_EXCEEDED` beyond the unsent files of a user, `NOT_FOUND` for an upload that
/// is not there, is over, was sent, or is somebody else's, `INVALID_ARGUMENT` for a wrong offset or
/// too many bytes, `UNAVAILABLE` when a disk is full or the vault cannot be reached.
public final class Uploads {
  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
  private static final int ID_BYTES = 16;
  private static final FileDetails UNTOLD =
      new FileDetails(FileKind.FILE, "file", null, null, null);

  private final Ledger ledger;
  private final Staging staging;
  private final Lanes lanes;
  private final Completion completion;
  private final Removal removal;
  private final FileTokens tokens;
  private final FileLimits limits;
  private final RandomGenerator random;
  private final Hashes hashes = new Hashes();

  Uploads(
      Ledger ledger,
      Staging staging,
      Lanes lanes,
      Completion completion,
      Removal removal,
      FileTokens tokens,
      FileLimits limits,
      RandomGenerator random) {
    this.ledger = ledger;
    this.staging = staging;
    this.lanes = lanes;
    this.completion = completion;
    this.removal = removal;
    this.tokens = tokens;
    this.limits = limits;
    this.random = random;
  }

  /// How many bytes one file of somebody may have.
  public long maxBytes(Uploader uploader) {
    return limits.maxBytes(uploader);
  }

  /// Begins an upload; one of no bytes is complete at once.
  public Upload create(Uploader uploader, long length, FileDetails details) {
    if (length < 0) {
      throw refuse(ErrorCode.INVALID_ARGUMENT, "length", length, "0 or more bytes");
    }
    if (length > limits.maxBytes(uploader)) {
      throw tooLarge(uploader, length);
    }
    FileRow row = begin(uploader, details, length);
    if (length > 0) {
      return told(row, 0);
    }
    try (Lanes.Lane _ = lanes.enter(row.id())) {
      return told(completion.complete(row, Hashes.begin(), type -> details));
    }
  }

  /// How far an upload is, also a complete one whose file was not sent yet. Whoever brings bytes
  /// for it at this moment is stopped, and what came until then counts: the client that asks has
  /// lost that line.
  public Upload look(Uploader uploader, String id) {
    try (Lanes.Lane _ = lanes.enter(id)) {
      return look(mine(uploader, id));
    }
  }

  /// Takes bytes until the source ends or breaks off, and completes the upload with its last byte.
  /// Whoever brings bytes for it at this moment is stopped first. More bytes than announced end the
  /// upload: it is not the file that was to come.
  ///
  /// @param offset must be where the upload is
  /// @throws IOException what the source threw; what came until then is kept
  public Upload append(Uploader uploader, String id, long offset, Source source)
      throws IOException {
    try (Lanes.Lane lane = lanes.enter(id)) {
      FileRow row = mine(uploader, id);
      Upload before = look(row);
      if (before.offset() != offset) {
        throw refuse(ErrorCode.INVALID_ARGUMENT, "offset", offset, before.offset() + "");
      }
      if (before.token() != null) {
        return before;
      }
      lane.waitsFor(source);
      @Nullable MessageDigest digest = hashes.take(id, offset);
      Inflow inflow = pour(row, offset, row.size(), digest, source);
      if (inflow.tooMany()) {
        removal.clear(row);
        throw refuse(
            ErrorCode.INVALID_ARGUMENT, "bytes", "more", row.size() + ", as was announced");
      }
      if (inflow.at() == row.size()) {
        return told(completion.complete(row, digest, type -> row.details()));
      }
      if (digest != null) {
        hashes.keep(id, inflow.at(), digest);
      }
      inflow.rethrow();
      return told(row, inflow.at());
    }
  }

  /// Takes a whole file whose length is not known before it ends. Whatever goes wrong, nothing of
  /// it is left.
  ///
  /// @param details asked for once all bytes are here, by their media type: forms may tell them
  ///   behind the bytes, and the kind may follow from the content
  public Upload take(Uploader uploader, Source source, Function<String, FileDetails> details)
      throws IOException {
    FileRow row = begin(uploader, UNTOLD, -1);
    try (Lanes.Lane lane = lanes.enter(row.id())) {
      try {
        lane.waitsFor(source);
        MessageDigest digest = Hashes.begin();
        Inflow inflow = pour(row, 0, limits.maxBytes(uploader), digest, source);
        if (inflow.tooMany()) {
          throw tooLarge(uploader, null);
        }
        inflow.rethrow();
        return told(completion.complete(row, digest, details));
      } catch (IOException | RuntimeException e) {
        removal.clear(row);
        throw e;
      }
    }
  }

  /// Gives an upload up, and frees what it took; also a complete one that no message names. Does
  /// nothing when it is gone.
  public void remove(Uploader uploader, String id) {
    try (Lanes.Lane _ = lanes.enter(id)) {
      ledger.find(id).filter(row -> row.belongsTo(uploader)).ifPresent(removal::clear);
    }
  }

  static Refusal notFound() {
    return new Refusal(
        ErrorCode.NOT_FOUND, "upload: not here (expected: one's own that is not over or sent)");
  }

  private FileRow begin(Uploader uploader, FileDetails details, long length) {
    String id = newId();
    FileRow row = ledger.begin(uploader, id, details, length);
    try {
      staging.create(id);
      return row;
    } catch (IOException e) {
      removal.clear(row);
      throw full(e);
    }
  }

  private FileRow mine(Uploader uploader, String id) {
    return ledger
        .find(id)
        .filter(row -> row.belongsTo(uploader) && row.expiresAt() != null)
        .filter(row -> row.state() != FileState.GONE && row.size() >= 0)
        .filter(row -> !row.isOver(ledger.now()))
        .orElseThrow(Uploads::notFound);
  }

  /// How far it is; what a crash or a full disk interrupted is finished first.
  private Upload look(FileRow row) {
    return switch (row.state()) {
      case COMING -> {
        long here = here(row);
        yield here < row.size()
            ? told(row, here)
            : told(completion.complete(row, null, type -> row.details()));
      }
      case WHOLE -> told(completion.keep(row));
      case KEPT -> told(row);
      case GONE -> throw notFound();
    };
  }

  private long here(FileRow row) {
    try {
      return staging.size(row.id());
    } catch (NoSuchFileException e) {
      throw notFound();
    } catch (IOException e) {
      throw full(e);
    }
  }

  private Inflow pour(
      FileRow row, long from, long most, @Nullable MessageDigest digest, Source source) {
    try (FileChannel file = staging.append(row.id())) {
      Inflow inflow = new Inflow(file, from, most, digest);
      inflow.pour(source);
      return inflow;
    } catch (ClosedByInterruptException e) {
      // The server stops, and the client goes on at the next: what is here stays.
      throw full(e);
    } catch (IOException e) {
      removal.clear(row);
      throw full(e);
    }
  }

  private Upload told(FileRow kept) {
    StoredFile file = kept.stored();
    return new Upload(
        file.id(), file.details(), file.size(), file.size(), end(kept), tokens.of(file));
  }

  private static Upload told(FileRow coming, long offset) {
    return new Upload(coming.id(), coming.details(), coming.size(), offset, end(coming), null);
  }

  private static Instant end(FileRow unsent) {
    return Instant.ofEpochMilli(Objects.requireNonNull(unsent.expiresAt()));
  }

  private String newId() {
    byte[] id = new byte[ID_BYTES];
    synchronized (random) {
      random.nextBytes(id);
    }
    return Secret.base64(id);
  }

  private Refusal tooLarge(Uploader uploader, @Nullable Long length) {
    return refuse(
        ErrorCode.FILE_REJECTED,
        "size",
        length == null ? "more bytes" : length,
        "at most " + limits.maxBytes(uploader) + " bytes");
  }

  private static Refusal full(IOException cause) {
    LOG.error("the staging folder took no bytes", cause);
    return new Refusal(ErrorCode.UNAVAILABLE, "the disk could not take the file");
  }

  private static Refusal refuse(ErrorCode code, String what, Object found, String expected) {
    return new Refusal(code, what + ": " + found + " (expected: " + expected + ")");
  }

  /// Where bytes come from.
  @FunctionalInterface
  public interface Source {
    /// The next bytes, good until the next call; null at the end. May wait.
    @Nullable ByteBuffer next() throws IOException;

    /// Makes the call of `next` that waits now, and each later one, fail. Called by another thread,
    /// for which the upload is taken over.
    default void stop() {}
  }
}
