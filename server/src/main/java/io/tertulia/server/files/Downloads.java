package io.tertulia.server.files;

import io.tertulia.protocol.content.FileToken;
import io.tertulia.server.media.PreviewSize;
import java.io.IOException;
import java.util.Optional;

/// Files on their way out. Each call may wait for a disk or a network; safe for use by any thread.
@SuppressWarnings("DoNotCallSuggester") // Not built yet.
public final class Downloads {
  private Downloads() {}

  /// The file of that id, while it is kept.
  ///
  /// @param appId of the app that it must belong to
  public Optional<StoredFile> find(String appId, String id) {
    throw new UnsupportedOperationException("not built: " + appId + id);
  }

  /// The file that a token stands for; fails with a [io.tertulia.protocol.command.Refusal] as
  /// `INVALID_ARGUMENT` when there is none, or it is another app's.
  public StoredFile find(long app, FileToken token) {
    throw new UnsupportedOperationException("not built: " + app + token);
  }

  /// Opens a part of its bytes; whoever asks closes it.
  public Content open(StoredFile file, long from, long length) throws IOException {
    throw new UnsupportedOperationException("not built: " + file + from + length);
  }

  /// The preview of a picture, whole, as JPEG; made now when it was not yet. Empty when there can
  /// be none.
  public Optional<Content> preview(StoredFile file, PreviewSize size) throws IOException {
    throw new UnsupportedOperationException("not built: " + file + size);
  }

  /// The query of a URL that works until an instant: `expires=…&signature=…`.
  public String signature(StoredFile file) {
    throw new UnsupportedOperationException("not built: " + file);
  }

  /// Says whether a signature is one of ours for that file, and not over.
  public boolean signed(StoredFile file, String expires, String signature) {
    throw new UnsupportedOperationException("not built: " + file + expires + signature);
  }

  /// Where a file is found, below the server's own address: `/files/{app}/{id}/{filename}`.
  public static String path(String appId, StoredFile file) {
    throw new UnsupportedOperationException("not built: " + appId + file);
  }
}
