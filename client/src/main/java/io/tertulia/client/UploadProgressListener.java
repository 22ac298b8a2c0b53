package io.tertulia.client;

/// Hears how far an upload is.
@FunctionalInterface
public interface UploadProgressListener {
  /// Runs like all callbacks. When it takes long, it sees only the newest of the numbers that came
  /// meanwhile. They never go back, also not when bytes have to be sent again after a cut.
  ///
  /// @param sentBytes handed to the network so far; `totalBytes` only when the server has the whole
  ///   file, and then this is the last call
  /// @param totalBytes the length of the source
  void onProgress(long sentBytes, long totalBytes);
}
