package io.tertulia.server.files;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.file.FileDetails;
import io.tertulia.protocol.file.FileKind;
import io.tertulia.server.media.MediaFacts;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens to a file once all its bytes are in the staging folder: it is looked at, that is
/// noted, its bytes go into the vault, and that is noted. As the first note is there before the
/// bytes are, nothing in the vault belongs to nobody; as the second is there before anybody hears
/// of the file, nothing is told that could be lost. The caller has the file's lane.
final class Completion {
  private static final Logger LOG = LoggerFactory.getLogger(Completion.class);

  private final Ledger ledger;
  private final Staging staging;
  private final Vault vault;
  private final Removal removal;
  private final PreviewMaker previews;
  private final Inspector inspector;
  private final BlockedTypes blocked;

  Completion(
      Ledger ledger,
      Staging staging,
      Vault vault,
      Removal removal,
      PreviewMaker previews,
      Inspector inspector,
      BlockedTypes blocked) {
    this.ledger = ledger;
    this.staging = staging;
    this.vault = vault;
    this.removal = removal;
    this.previews = previews;
    this.inspector = inspector;
    this.blocked = blocked;
  }

  /// Completes a file.
  ///
  /// @param digest of its bytes; null when it has to be read
  /// @param details as given, by the media type
  FileRow complete(
      FileRow row, @Nullable MessageDigest digest, Function<String, FileDetails> details) {
    FileRow whole;
    try {
      whole = look(row, digest, details);
    } catch (ClosedByInterruptException e) {
      throw failed("a file was not read, as the server stops", e);
    } catch (IOException e) {
      removal.clear(row);
      throw failed("a file could not be read", e);
    }
    if (blocked.has(type(whole))) {
      removal.clear(row);
      throw new Refusal(
          ErrorCode.FILE_REJECTED, "type: " + type(whole) + " (expected: one that is not blocked)");
    }
    try {
      if (!ledger.whole(whole)) {
        throw Uploads.notFound();
      }
    } catch (Refusal e) {
      removal.clear(row);
      throw e;
    }
    return keep(whole);
  }

  /// Puts a file into the vault that is whole, and perhaps there already.
  FileRow keep(FileRow whole) {
    try {
      if (staging.has(whole.id())) {
        vault.put(whole.id(), staging.path(whole.id()));
      } else if (!isKept(whole)) {
        LOG.error("the bytes of file {} are lost", whole.key());
        removal.clear(whole);
        throw Uploads.notFound();
      }
    } catch (IOException e) {
      throw failed("the vault took no file", e);
    }
    FileRow kept = ledger.kept(whole).orElseThrow(Uploads::notFound);
    previews.later(kept);
    return kept;
  }

  private boolean isKept(FileRow whole) throws IOException {
    try (Content _ = vault.open(whole.id(), 0, 0)) {
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private FileRow look(
      FileRow row, @Nullable MessageDigest digest, Function<String, FileDetails> details)
      throws IOException {
    MessageDigest hash = digest;
    if (hash == null) {
      hash = Hashes.begin();
      staging.digest(row.id(), hash);
    }
    MediaFacts facts = inspector.look(staging.path(row.id()));
    return row.whole(
        filled(details.apply(facts.mediaType()), facts),
        staging.size(row.id()),
        facts.mediaType(),
        HexFormat.of().formatHex(hash.digest()));
  }

  /// What the uploader said, and where nothing was said, what the bytes say, as far as the kind has
  /// it.
  private static FileDetails filled(FileDetails given, MediaFacts facts) {
    FileKind kind = given.kind();
    boolean seen = kind == FileKind.IMAGE || kind == FileKind.VIDEO;
    boolean lasts = kind == FileKind.VIDEO || kind == FileKind.AUDIO || kind == FileKind.VOICE;
    return new FileDetails(
        kind,
        given.filename(),
        seen ? or(given.width(), facts.width()) : null,
        seen ? or(given.height(), facts.height()) : null,
        lasts ? or(given.duration(), facts.duration()) : null);
  }

  private static <T> @Nullable T or(@Nullable T given, @Nullable T found) {
    return given == null ? found : given;
  }

  private static String type(FileRow whole) {
    return whole.stored().mediaType();
  }

  private static Refusal failed(String what, IOException cause) {
    LOG.error(what, cause);
    return new Refusal(ErrorCode.UNAVAILABLE, what);
  }
}
