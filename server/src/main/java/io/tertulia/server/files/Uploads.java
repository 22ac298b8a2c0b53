package io.tertulia.server.files;

import io.tertulia.protocol.file.FileDetails;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Files on their way in. Each call may wait for the disk; safe for use by any thread.
///
/// Everything here fails with a [io.tertulia.protocol.command.Refusal]: `FILE_REJECTED` when the
/// file is too large, or its type is not taken, `LIMIT_EXCEEDED` beyond the unsent files of a user,
/// `NOT_FOUND` for an upload that is not there or somebody else's, `INVALID_ARGUMENT` for a wrong
/// offset or too many bytes, `UNAVAILABLE` when the disk is full.
@SuppressWarnings("DoNotCallSuggester") // Not built yet.
public final class Uploads {
  private Uploads() {}

  /// Begins an upload; one of no bytes is complete at once.
  public Upload create(Uploader uploader, long length, FileDetails details) {
    throw new UnsupportedOperationException("not built: " + uploader + length + details);
  }

  /// How far an upload is, also a complete one whose file was not sent yet. Whoever brings bytes
  /// for it at this moment is stopped, and what came until then counts: the client that asks has
  /// lost that line.
  public Upload look(Uploader uploader, String id) {
    throw new UnsupportedOperationException("not built: " + uploader + id);
  }

  /// Takes bytes until the source ends or breaks off, and completes the upload with its last byte.
  ///
  /// @param offset must be where the upload is
  /// @throws IOException what the source threw; what came until then is kept
  public Upload append(Uploader uploader, String id, long offset, Source source)
      throws IOException {
    throw new UnsupportedOperationException("not built: " + uploader + id + offset + source);
  }

  /// Takes a whole file whose length is not known before it ends. Whatever goes wrong, nothing of
  /// it is left.
  ///
  /// @param details asked for once all bytes are here, by their media type: forms may tell them
  ///   behind the bytes, and the kind may follow from the content
  public Upload take(Uploader uploader, Source source, Function<String, FileDetails> details)
      throws IOException {
    throw new UnsupportedOperationException("not built: " + uploader + details + source);
  }

  /// Gives an upload up, and frees what it took; also a complete one that no message names. Does
  /// nothing when it is gone.
  public void remove(Uploader uploader, String id) {
    throw new UnsupportedOperationException("not built: " + uploader + id);
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
