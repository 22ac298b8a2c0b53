package io.tertulia.server.files;

import io.tertulia.protocol.file.FileDetails;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A file as its row has it.
///
/// @param size all its bytes; -1 while nobody knows
/// @param mediaType null while it is coming
/// @param sha256 null while it is coming
/// @param expiresAt milliseconds since 1970; null while a message names it
/// @param noPreview whether it is a picture of which no preview can be made
record FileRow(
    long key,
    long app,
    String id,
    @Nullable String uploader,
    FileState state,
    FileDetails details,
    long size,
    @Nullable String mediaType,
    @Nullable String sha256,
    @Nullable Long expiresAt,
    boolean noPreview) {

  /// Says whether somebody uploaded it, or begins to.
  boolean belongsTo(Uploader somebody) {
    return app == somebody.app() && Objects.equals(uploader, somebody.userId());
  }

  /// Says whether its time is over, and no message names it.
  boolean isOver(Instant now) {
    return expiresAt != null && expiresAt <= now.toEpochMilli();
  }

  /// The file, all bytes of which are here.
  StoredFile stored() {
    return new StoredFile(
        key,
        app,
        id,
        uploader,
        details,
        Objects.requireNonNull(mediaType),
        size,
        Objects.requireNonNull(sha256));
  }

  /// The row of a file that turned out to be this.
  FileRow whole(FileDetails filled, long bytes, String type, String hash) {
    return new FileRow(
        key, app, id, uploader, FileState.WHOLE, filled, bytes, type, hash, expiresAt, noPreview);
  }
}
